package dev.davit.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import dev.davit.lifecycle.secret.Redaction;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** The server's log: lines on standard error, passwords in URLs masked, one event never more than it says it is. */
final class ServerLog {
    private ServerLog() {}

    static void configure(Level level) {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        var layout = new Line();
        layout.setContext(context);
        layout.start();
        var encoder = new LayoutWrappingEncoder<ILoggingEvent>();
        encoder.setContext(context);
        encoder.setLayout(layout);
        encoder.start();
        var appender = new ConsoleAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(appender);
        context.getLogger("dev.davit").setLevel(level);
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    /** {@code 2026-01-31T12:00:00.123Z INFO  PackageRegistry message}. */
    static final class Line extends LayoutBase<ILoggingEvent> {
        @Override
        public String doLayout(ILoggingEvent event) {
            var line = new StringBuilder(160)
                    .append(Instant.ofEpochMilli(event.getTimeStamp()).truncatedTo(ChronoUnit.MILLIS))
                    .append(' ')
                    .append(String.format("%-5s", event.getLevel()))
                    .append(' ')
                    .append(event.getLoggerName()
                            .substring(event.getLoggerName().lastIndexOf('.') + 1))
                    .append(' ')
                    .append(oneLine(event.getFormattedMessage()))
                    .append('\n');
            if (event.getThrowableProxy() != null) {
                line.append("    ")
                        .append(oneLine(ThrowableProxyUtil.asString(event.getThrowableProxy())
                                .strip()))
                        .append('\n');
            }
            return line.toString();
        }

        /** What clients send cannot pretend to be another line, or move a terminal's cursor. */
        private static String oneLine(String message) {
            return Redaction.mask(message).replaceAll("\\R", "\n    ").replaceAll("[\\p{Cntrl}&&[^\n\t]]", "?");
        }
    }
}
