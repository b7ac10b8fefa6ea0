package dev.davit.openstack.heat;

/** Descriptor and request that do not make a template together. The message says which member, advice what to do. */
public final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String advice;

    public TemplateException(String message, String advice) {
        super(message);
        this.advice = advice;
    }

    public String advice() {
        return advice;
    }
}
