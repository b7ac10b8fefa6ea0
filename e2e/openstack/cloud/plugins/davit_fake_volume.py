"""A driver of Cinder for volumes without data: they exist, are attached and detached, and hold nothing."""
from cinder import interface
from cinder.volume import driver


@interface.volumedriver
class FakeVolumeDriver(driver.VolumeDriver):
    VERSION = '1'
    CI_WIKI_NAME = 'none'

    def check_for_setup_error(self):
        """Nothing can be wrong."""

    def _update_volume_stats(self):
        self._stats = dict(
            volume_backend_name='fake', vendor_name='Davit', driver_version=self.VERSION, storage_protocol='fake',
            pools=[dict(pool_name='fake', total_capacity_gb=10000, free_capacity_gb=10000, reserved_percentage=0,
                        QoS_support=False, multiattach=True)])

    def create_volume(self, volume):
        """Nothing is stored."""

    def delete_volume(self, volume):
        """Nothing was stored."""

    def clone_image(self, context, volume, image_location, image_meta, image_service):
        return {}, True

    def extend_volume(self, volume, new_size):
        """Nothing grows."""

    def ensure_export(self, context, volume):
        """Nothing to show to others."""

    def create_export(self, context, volume, connector):
        """Nothing to show to others."""

    def remove_export(self, context, volume):
        """Nothing was shown."""

    def initialize_connection(self, volume, connector, **kwargs):
        return dict(driver_volume_type='fake', data=dict(volume_id=volume.id))

    def terminate_connection(self, volume, connector, **kwargs):
        """Nothing was connected."""
