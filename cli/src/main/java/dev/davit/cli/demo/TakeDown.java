package dev.davit.cli.demo;

import dev.davit.cli.output.Console;
import java.io.IOException;

/** Ends all that the demo has started, whatever state it is in. */
final class TakeDown {
    private final Setting setting;

    TakeDown(Setting setting) {
        this.setting = setting;
    }

    /** @return whether everything is gone */
    boolean run() throws IOException {
        Console console = setting.console();
        Leftovers all = new Leftovers(setting.programs(), setting.home(), Traces.read(setting.home()));
        boolean gone = true;
        try (Checklist list = new Checklist(console)) {
            gone &= done(list, "Davit server", item -> {
                all.endServer();
                item.result("stopped, its database too");
                return all;
            });
            gone &= done(list, "lab cloud", item -> {
                all.endLab(item);
                item.result("stopped, its guests and networks removed");
                return all;
            });
            if (all.engineIsOurs() && !setting.wishes().keepEngine()) {
                gone &= done(list, "Docker Engine", item -> {
                    all.endEngine(item);
                    item.result("stopped");
                    return all;
                });
            }
            gone &= done(list, "data of the demo", item -> {
                setting.home().clean();
                item.result("removed; only images, programs and logs stay for the next time");
                return all;
            });
        }
        return gone;
    }

    private boolean done(Checklist list, String name, Checklist.Work<Leftovers> work) {
        try {
            list.run(name, work);
            return true;
        } catch (Exception e) {
            Console console = setting.console();
            console.println(console.style().red("    " + e.getMessage()));
            return false;
        }
    }
}
