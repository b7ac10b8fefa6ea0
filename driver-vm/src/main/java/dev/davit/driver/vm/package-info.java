/**
 * What management drivers share: a VM as they see it ({@link dev.davit.driver.vm.Vm}), a step's connection to it, steps that
 * every driver begins with (wait for ssh, recognise os, apply proxy), and the parsing of parameters into types.
 */
package dev.davit.driver.vm;
