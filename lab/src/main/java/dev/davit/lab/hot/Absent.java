package dev.davit.lab.hot;

/** What an if without its else yields: the property or list item is as if it were not written. */
enum Absent {
    ABSENT
}
