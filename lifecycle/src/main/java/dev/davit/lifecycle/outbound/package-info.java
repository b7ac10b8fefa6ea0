/** Where the server may be sent by its clients. */
package dev.davit.lifecycle.outbound;
