/** VNF packages on the wire (SOL005 v2.6.1 clause 9 as the v1 API has it). */
package dev.davit.server.rest.vnfpkgm;
