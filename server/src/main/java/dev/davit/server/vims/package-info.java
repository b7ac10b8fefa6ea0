/** The registered VIMs: kept in PostgreSQL with their credentials sealed. */
package dev.davit.server.vims;
