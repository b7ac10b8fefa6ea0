package dev.davit.cli;

import dev.davit.cli.connection.ApiException;
import dev.davit.cli.connection.Problem;
import dev.davit.cli.output.Style;
import dev.davit.cli.output.Text;
import java.util.ArrayList;
import java.util.List;

/** What went wrong, in lines for people: the sentence, the members that are wrong, what to do. */
public final class ErrorReport {
    private ErrorReport() {}

    public static List<String> of(CliException failure, Style style) {
        List<String> lines = new ArrayList<>();
        if (failure instanceof ApiException refused) {
            lines.addAll(of(refused.problem(), style));
        } else {
            lines.add(style.red("Error: ")
                    + Text.safe(failure.getMessage().lines().findFirst().orElse("")));
            failure.getMessage().lines().skip(1).forEach(line -> lines.add("  " + Text.safe(line)));
        }
        failure.hints().forEach(hint -> lines.add("  " + style.arrow() + " " + Text.safe(hint)));
        return lines;
    }

    public static List<String> of(Problem problem, Style style) {
        List<String> lines = new ArrayList<>();
        String status = problem.status() == 0 ? "" : " (" + (problem.title() + " " + problem.status()).strip() + ")";
        List<String> text = problem.headline().lines().toList();
        lines.add(style.red("Error: ") + (text.isEmpty() ? "" : text.getFirst()) + style.dim(status));
        text.stream().skip(1).forEach(line -> lines.add("  " + line));
        for (Problem.Invalid invalid : problem.invalid()) {
            // a problem with a single wrong member mostly says so in its detail already
            String reason = Text.safe(invalid.reason());
            if (!problem.headline().contains(reason)) {
                lines.add("  " + style.bold(Text.safe(invalid.place()) + ":") + " " + reason);
            }
        }
        return lines;
    }
}
