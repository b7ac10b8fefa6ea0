package dev.davit.openstack.userdata;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PythonUserDataTest {

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    @Test
    void aClusterScriptMakesTheParametersOfItsTemplates() throws Exception {
        var parameters = Script.body("""
                api = utils.get_diff_base_hot_param_from_api(base_hot_dict, inst_req_info)
                names = utils.create_initial_param_server_port_dict(base_hot_dict)
                flavors = utils.create_vdu_flavor_capability_name_dict(vnfd_dict)
                images = utils.create_sw_image_dict(vnfd_dict)
                networks = utils.create_network_dict(inst_req_info, names)
                return {**utils.create_final_param_dict(names, flavors, images, networks), **api}
                """)
                .additionalParams("{\"ssh_key\": \"k\", \"other\": 1}")
                .run();

        assertThat(parameters).isEqualTo(json("""
                {"ssh_key": "k", "nfv": {
                  "VDU": {"masterNode": {"flavor": "m1.medium", "image": "ubuntu"},
                          "workerNode": {"flavor": null, "image": null}},
                  "CP": {"masterNode_CP1": {"network": "net-1", "fixed_ips": [
                           {"subnet": "subnet-1", "ip_address": "10.10.0.101"},
                           {"subnet": "subnet-1", "ip_address": "10.10.0.102"}]},
                         "workerNode_CP2": {"network": "net-2", "fixed_ips": []}}}}"""));
    }

    @Test
    void aSampleScriptUsesSizesGrantAndLinks() throws Exception {
        var parameters = Script.body("""
                return {"sizes": utils.create_vdu_flavor_dict(vnfd_dict),
                        "images": utils.create_vdu_image_dict(grant_info),
                        "links": utils.create_cpd_vl_dict({"heat_template": {"resources": {"vip_CP": {}}}}, inst_req_info),
                        "capacity": utils.create_desired_capacity_dict(base_hot_dict, vnfd_dict, inst_req_info)}
                """).run();

        assertThat(parameters).isEqualTo(json("""
                {"sizes": {"masterNode": {"vcpus": 2, "ram": 4096, "disk": 42}, "workerNode": {"vcpus": 1, "ram": 512}},
                 "images": {"masterNode": "img-1", "workerNode": "img-2"},
                 "links": {"vip_CP": "net-1"},
                 "capacity": {"worker_instance": 3}}"""));
    }

    @Test
    void theStockClassAndTheLibraryAgreeOnNames() throws Exception {
        assertThat(Script.body("return utils.create_initial_param_dict(base_hot_dict)")
                        .run())
                .isEqualTo(json("""
                        {"nfv": {"VDU": {"masterNode": {}, "workerNode": {}},
                                 "CP": {"masterNode_CP1": {}, "workerNode_CP2": {}}}}"""));
    }

    @Test
    void aScriptImportsModulesOfItsPackageAndReadsItsFiles() throws Exception {
        var parameters = Script.body("""
                from UserData.helper import answer
                from . import helper
                return {"answer": answer(), "file": open("Files/values.txt").read()}
                """)
                .file("UserData/helper.py", "def answer():\n    return 42\n")
                .file("Files/values.txt", "v")
                .run();

        assertThat(parameters).isEqualTo(json("{\"answer\": 42, \"file\": \"v\"}"));
    }

    @Test
    void aScriptMayLieAtTheRootOfThePackage() throws Exception {
        assertThat(Script.text("")
                        .file("json.py", "class Data:\n    def instantiate(a, b, c, d):\n        return {}\n")
                        .at("json.py")
                        .run())
                .isEmpty();
    }

    @Test
    void whatAScriptRaisesIsToldWithFileAndLine() throws Exception {
        assertThat(Script.body("print('so far')\nraise ValueError('no such zone')")
                        .failure())
                .contains("UserData/data.py:8: ValueError: no such zone")
                .contains("| UserData/data.py:8 in instantiate: raise ValueError('no such zone')")
                .contains("| so far");
    }

    @Test
    void aSyntaxErrorIsToldWithFileAndLine() throws Exception {
        assertThat(Script.text("class Data:\n  def (").failure()).contains("UserData/data.py:2: SyntaxError");
    }

    @Test
    void aWrongClassNameIsToldWithThoseThereAre() throws Exception {
        assertThat(Script.body("return {}").className("Dada").failure())
                .contains("UserData/data.py has no class 'Dada'; it has: Data")
                .contains("Correct lcm-operation-user-data-class");
    }

    @Test
    void aMissingModuleIsToldWithWhatThereIs() throws Exception {
        assertThat(Script.body("import oslo_log").failure())
                .contains("No module named 'oslo_log'")
                .contains("Scripts can import Python's standard library");
    }

    @Test
    void aResultOfAnotherTypeIsRefused() throws Exception {
        assertThat(Script.body("return [1]").failure()).contains("returned list; expected a dict");
        assertThat(Script.body("return {'a': {1, 2}}").failure()).contains("returned what is no JSON");
    }

    @Test
    void theCredentialsOfTheVimAreNotGivenToScripts() throws Exception {
        assertThat(Script.body("return {'all': repr(inst_req_info) + repr(grant_info) + repr(vnfd_dict)}")
                        .run()
                        .toString())
                .doesNotContain("s3cret-of-vim");
    }
}
