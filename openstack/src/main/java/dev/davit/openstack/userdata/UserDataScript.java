package dev.davit.openstack.userdata;

import dev.davit.vnfpackage.csar.PackagePath;

/** A Python user-data script of a package. @param className the class in it that has the method instantiate */
public record UserDataScript(PackagePath path, String className) {}
