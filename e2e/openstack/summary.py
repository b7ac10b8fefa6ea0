"""Prints what the tests of the last run say: summary.py ROOT BEGIN (in seconds since 1970).

Ends with status 1 when one failed, or there were none.
"""
import pathlib
import sys
import xml.etree.ElementTree as ElementTree

total = {'tests': 0, 'skipped': 0, 'failed': 0}
for module in ('openstack', 'e2e'):
    for report in sorted(pathlib.Path(sys.argv[1], module, 'target', 'surefire-reports').glob('TEST-*.xml')):
        if report.stat().st_mtime < int(sys.argv[2]):
            continue
        suite = ElementTree.parse(report).getroot()
        name = suite.get('name').rsplit('.', 1)[-1]
        failed = ['%s: %s' % (case.get('name'), (bad.get('message') or bad.get('type') or '').strip().split('\n')[0][:200])
                  for case in suite.iter('testcase') for bad in case.findall('failure') + case.findall('error')]
        skipped = ['%s: %s' % (case.get('name'), case.find('skipped').get('message'))
                   for case in suite.iter('testcase') if case.find('skipped') is not None]
        if int(suite.get('tests')) and (name.endswith('ContractTest') or name.startswith('OpenStack')):
            print('%-32s %3s tests %6s s' % (name, suite.get('tests'), suite.get('time')))
            for reason in skipped:
                print('    skipped ' + reason)
            for reason in failed:
                print('    FAILED ' + reason)
            total['failed'] += len(failed)
            total['tests'] += int(suite.get('tests'))
            total['skipped'] += len(skipped)
print('%(tests)d tests, %(skipped)d skipped, %(failed)d failed' % total)
sys.exit(1 if total['failed'] or not total['tests'] else 0)
