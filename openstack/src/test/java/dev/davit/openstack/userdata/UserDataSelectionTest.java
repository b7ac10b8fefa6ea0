package dev.davit.openstack.userdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemException;
import dev.davit.testbed.Packages;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserDataSelectionTest {

    private static ProblemDetails refusal(String additionalParams) {
        var work = Cluster.work(additionalParams, Packages.of(Map.of("UserData/data.py", new byte[0])));
        return catchThrowableOfType(ProblemException.class, () -> UserDataSelection.check(work))
                .problem();
    }

    private static String request(String path, String className) {
        return "{\"lcm-operation-user-data\": \"%s\", \"lcm-operation-user-data-class\": \"%s\"}"
                .formatted(path, className);
    }

    @Test
    void withoutScriptTheStockClassIsUsed() {
        assertThat(UserDataSelection.of(Cluster.work("{}", Packages.empty()))).isInstanceOf(StockUserData.class);
    }

    @Test
    void aScriptOfThePackageIsUsed() {
        var work = Cluster.work(
                request("./UserData/data.py", "Data"), Packages.of(Map.of("UserData/data.py", new byte[0])));

        assertThatCode(() -> UserDataSelection.check(work)).doesNotThrowAnyException();
        assertThat(UserDataSelection.of(work)).isInstanceOf(PythonUserData.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/x.py", "/etc/x.py", "UserData/../../x.py", "UserData/none.py", "a\\\\b.py", ""})
    void aPathThatIsNotInThePackageIsRefusedByName(String path) {
        var problem = refusal(request(path, "Data"));

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.invalid().getFirst().field()).isEqualTo("additionalParams.lcm-operation-user-data");
    }

    @Test
    void aClassNameThatIsNoneIsRefused() {
        assertThat(refusal(request("UserData/data.py", "os.system('x')"))
                        .invalid()
                        .getFirst()
                        .field())
                .isEqualTo("additionalParams.lcm-operation-user-data-class");
    }

    @Test
    void pathAndClassBelongTogether() {
        assertThat(refusal("{\"lcm-operation-user-data\": \"UserData/data.py\"}")
                        .detail())
                .contains("additionalParams.lcm-operation-user-data-class: is missing");
    }

    @Test
    void aPathOfAnotherTypeIsRefused() {
        assertThat(refusal("{\"lcm-operation-user-data\": [1]}").detail()).contains("expected a text");
    }
}
