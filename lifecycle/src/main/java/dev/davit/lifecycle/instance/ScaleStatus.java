package dev.davit.lifecycle.instance;

/** Scale level of an aspect (ScaleInfo, SOL003 v2.6.1 clause 4.4.1.5). */
public record ScaleStatus(String aspectId, int scaleLevel) {}
