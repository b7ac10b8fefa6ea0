package dev.davit.cli.demo;

import dev.davit.cli.Session;
import dev.davit.cli.output.Console;
import dev.davit.cli.output.Json;
import dev.davit.cli.output.Text;
import dev.davit.cli.pack.Packages;
import dev.davit.cli.vim.Vims;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** Brings up what the demo needs, a line for each thing. */
final class SetUp {
    private static final Duration READY = Duration.ofSeconds(90);

    private final Setting setting;
    private final DemoHome home;
    private final Programs programs;

    SetUp(Setting setting) {
        this.setting = setting;
        this.home = setting.home();
        this.programs = setting.programs();
    }

    /** @return a session with the demo's server */
    Session run() throws Exception {
        setting.heading("Setting up");
        try (Checklist list = new Checklist(setting.console())) {
            Leftovers before = new Leftovers(programs, home, Traces.read(home));
            if (before.exist()) {
                list.run("clean up after a demo that was killed", item -> cleaned(before, item));
            }
            Traces traces = Traces.read(home);
            list.run("Docker Engine", item -> engine(item, traces));
            list.run("guest image", this::guestImage);
            list.run("registry image", this::registryImage);
            Cloud cloud = Cloud.at(
                    Ports.free(setting.wishes().port()),
                    Ports.free(setting.wishes().labPort()));
            list.run("lab cloud", item -> lab(item, traces, cloud));
            list.run("Davit server", item -> server(item, traces, cloud));
            Session session = list.run("VIM", item -> vim(item, cloud));
            list.run("VNF package", item -> vnfPackage(item, session));
            return session;
        }
    }

    private Path cleaned(Leftovers before, Checklist.Item item) throws IOException, InterruptedException {
        before.endServer();
        before.endLab(item);
        home.clean();
        if (before.engineIsOurs()) {
            Traces.read(home).engineStarted();
        }
        return home.folder();
    }

    private boolean engine(Checklist.Item item, Traces traces) throws IOException, InterruptedException {
        boolean running = RegistryTrial.engineAnswers();
        if (!running) {
            traces.engineStarted();
        }
        programs.run(item.progress(), "lab", "engine");
        item.result(running ? "was running" : "started for the demo");
        return running;
    }

    private Path guestImage(Checklist.Item item) throws IOException, InterruptedException {
        item.progress("built once, about 3 min");
        programs.run(item.progress(), "lab", "guest-image");
        return home.folder();
    }

    private Path registryImage(Checklist.Item item) throws IOException, InterruptedException {
        Path file = home.registryImage();
        programs.run(item.progress(), "lab", "registry-image", "--output", file.toString());
        item.result(Text.bytes(Files.size(file)));
        return file;
    }

    private Service lab(Checklist.Item item, Traces traces, Cloud cloud) throws IOException, InterruptedException {
        item.result(cloud.lab() + ", OpenStack's APIs over Docker");
        return started(
                traces,
                "lab",
                "--port",
                Integer.toString(cloud.lab().getPort()),
                "--data-dir",
                home.data("lab").toString(),
                "--nfvo-url",
                cloud.server().toString());
    }

    private Service server(Checklist.Item item, Traces traces, Cloud cloud) throws IOException, InterruptedException {
        item.result(cloud.server() + ", with a PostgreSQL of its own");
        return started(
                traces,
                "server",
                "--port",
                Integer.toString(cloud.server().getPort()),
                "--data-dir",
                home.data("server").toString(),
                "--keystone-url",
                cloud.keystone());
    }

    private Service started(Traces traces, String name, String... arguments) throws IOException, InterruptedException {
        Service service = programs.start(name, home.log(name), arguments);
        traces.program(name, service.process().toHandle());
        service.awaitReady(READY);
        return service;
    }

    private Session vim(Checklist.Item item, Cloud cloud) throws IOException {
        Console console = setting.console();
        Map<String, String> variables = cloud.variables(console);
        Files.writeString(home.openrc(), Cloud.openrc(variables));
        Session session = Session.on(console.with(variables));
        new Vims(session).registerFromEnvironment("lab", true);
        item.result("the lab, as the default");
        Map<String, String> settings = new HashMap<>(variables);
        settings.put("DAVIT_SERVER", cloud.server().toString());
        writeClientSettings(settings);
        return session;
    }

    /** So that a plain 'davit vnf list' in another terminal finds the demo. Holds a password: for the owner only. */
    private void writeClientSettings(Map<String, String> settings) throws IOException {
        Properties properties = new Properties();
        properties.putAll(settings);
        StringWriter text = new StringWriter();
        properties.store(text, "Written by 'davit demo', and removed when it ends");
        Files.deleteIfExists(home.clientSettings());
        Files.createFile(
                home.clientSettings(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(home.clientSettings(), text.toString());
    }

    private Path vnfPackage(Checklist.Item item, Session session) throws IOException, InterruptedException {
        programs.run(
                item.progress(),
                "package",
                "build",
                programs.root().resolve("vnf-packages/private-registry").toString(),
                "-o",
                home.csar().toString(),
                "--placeholder-image",
                RegistryVnf.DISK_IN_PACKAGE,
                "--add",
                RegistryVnf.IMAGE_IN_PACKAGE + "=" + home.registryImage());
        item.progress("onboarding");
        String product = Json.text(new Packages(session).onboard(home.csar()), "vnfProductName");
        item.result(product + " onboarded, " + Text.bytes(Files.size(home.csar())));
        return home.csar();
    }
}
