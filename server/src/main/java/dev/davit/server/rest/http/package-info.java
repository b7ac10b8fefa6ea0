/**
 * The HTTP side of the API: routes, requests, answers and errors, on Helidon. Nothing outside this package and
 * {@code DavitServer} sees a Helidon type, so that an operation is a function from {@link dev.davit.server.rest.http.ApiRequest}
 * to {@link dev.davit.server.rest.http.Answer}.
 */
package dev.davit.server.rest.http;
