"""Says what the tests of a run have shown: summary.py [--details] SINCE FOLDER...

Reads surefire's reports (TEST-*.xml) below the folders that were written at SINCE or later (a file; or seconds since 1970). With
--details: tests and time of each class, why tests were skipped, what failed. The last line is "N passed, N failed, N skipped".
Ends with status 1 when a test failed, or when there was none.
"""
import pathlib
import sys
import xml.etree.ElementTree as ElementTree


class Class:
    """Outcome of the tests of one class; of several reports, when it has run on several occasions."""

    def __init__(self):
        self.passed, self.seconds, self.failed, self.skipped = 0, 0.0, [], []

    def add(self, case):
        name = case.get('name') or 'before or after its tests'
        self.seconds += float((case.get('time') or '0').replace(',', ''))
        bad = case.find('failure') if case.find('failure') is not None else case.find('error')
        if bad is not None:
            self.failed.append('%s: %s' % (name, first_lines(bad.get('message') or bad.text or bad.get('type'))))
        elif case.find('skipped') is not None:
            left_out = case.find('skipped')
            reason = first_lines(left_out.get('message') or left_out.text, 1)
            self.skipped.append('%s: %s' % (name, reason.rsplit('Assumption failed: ', 1)[-1]))
        else:
            self.passed += 1


def first_lines(text, count=4):
    lines = [line.strip() for line in (text or '').splitlines() if line.strip()]
    return '\n        '.join(line[:300] for line in lines[:count])


def read(folders, since):
    classes = {}
    for folder in folders:
        for report in sorted(pathlib.Path(folder).glob('**/surefire-reports/TEST-*.xml')):
            if report.stat().st_mtime >= since:
                suite = ElementTree.parse(report).getroot()
                # Tests that run side by side may stand in the report of another class.
                for case in suite.iter('testcase'):
                    name = (case.get('classname') or suite.get('name')).split('(')[0].rsplit('.', 1)[-1]
                    classes.setdefault(name, Class()).add(case)
    return classes


def print_details(classes):
    for name, outcome in sorted(classes.items(), key=lambda item: -item[1].seconds):
        print('%-44s %3d passed %3d failed %3d skipped %7.1f s' % (
            name, outcome.passed, len(outcome.failed), len(outcome.skipped), outcome.seconds))
        for reason in outcome.skipped:
            print('    skipped ' + reason)
        for reason in outcome.failed:
            print('    FAILED  ' + reason)


def main(arguments):
    details = '--details' in arguments
    since, *folders = [argument for argument in arguments if argument != '--details']
    mark = pathlib.Path(since)
    classes = read(folders, mark.stat().st_mtime if mark.exists() else float(since))
    if details:
        print_details(classes)
    passed = sum(outcome.passed for outcome in classes.values())
    failed = sum(len(outcome.failed) for outcome in classes.values())
    skipped = sum(len(outcome.skipped) for outcome in classes.values())
    print('%d passed, %d failed, %d skipped' % (passed, failed, skipped))
    return 1 if failed or not passed else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
