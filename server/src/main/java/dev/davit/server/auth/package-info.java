/** Who may use the API: Keystone's tokens, or anybody on this machine. */
package dev.davit.server.auth;
