/** Registered VIMs on the wire: the legacy /v1.0 API, which has no counterpart in ETSI's. */
package dev.davit.server.rest.vim;
