package dev.davit.lifecycle.engine;

/**
 * Who asks.
 *
 * @param project id of the Keystone project; objects of other projects do not exist for the caller, unless admin
 */
public record Caller(String project, String user, boolean admin) {
    public boolean sees(String ownerProject) {
        return admin || project.equals(ownerProject);
    }
}
