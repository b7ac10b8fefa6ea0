/**
 * Signed VNF packages (ETSI GS NFV-SOL004 v2.6.1 clause 5): option 2, the CSAR zipped together with a detached CMS signature
 * and the signer's certificate; and option 1, the manifest with a CMS signature at its end. {@link
 * dev.davit.vnfpackage.signature.SignedPackages} checks, {@link dev.davit.vnfpackage.signature.PackageSigner} signs.
 */
package dev.davit.vnfpackage.signature;
