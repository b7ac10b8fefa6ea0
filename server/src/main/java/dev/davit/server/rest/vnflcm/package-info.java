/** VNF lifecycle management on the wire (SOL003 v2.6.1 clause 5 as the v1 API has it): parsers, views and routes. */
package dev.davit.server.rest.vnflcm;
