/**
 * VNF packages: their states, their files under {@code data-dir/packages} and what was read from them.
 *
 * <p>A package's way: CREATED, then bytes go to {@code {id}.part} while they are hashed (UPLOADING), the file is synced and
 * renamed to {@code {id}.csar} and the row says PROCESSING, all before the client's 202; then the package is read and becomes
 * ONBOARDED, or goes back to CREATED with the reasons. A process that dies on the way leaves a row in UPLOADING or
 * PROCESSING: the next start takes back the former (or downloads again) and reads the latter again.
 */
package dev.davit.server.packages;
