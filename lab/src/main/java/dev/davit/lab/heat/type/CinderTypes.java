package dev.davit.lab.heat.type;

import dev.davit.lab.heat.Cloud;
import dev.davit.lab.heat.ResourceType;
import dev.davit.lab.heat.Schema;
import dev.davit.lab.heat.Schema.Kind;
import dev.davit.lab.heat.Work;
import dev.davit.lab.json.Json;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** OS::Cinder::Volume and VolumeAttachment. */
public final class CinderTypes {
    private CinderTypes() {}

    public static List<ResourceType> of(Cloud cloud) {
        return List.of(new Volume(cloud), new Attachment(cloud));
    }

    private static final class Volume extends DocumentType {
        private final Cloud cloud;

        Volume(Cloud cloud) {
            super(
                    "OS::Cinder::Volume",
                    new Schema()
                            .texts(
                                    "name",
                                    "description",
                                    "availability_zone",
                                    "image",
                                    "imageRef",
                                    "snapshot_id",
                                    "source_volid",
                                    "volume_type",
                                    "backup_id")
                            .add(Kind.NUMBER, "size")
                            .add(Kind.MAP, "metadata", "scheduler_hints")
                            .add(Kind.FLAG, "read_only", "multiattach")
                            .updatable("name", "description", "metadata", "size", "read_only")
                            .attributes(
                                    "availability_zone",
                                    "size",
                                    "snapshot_id",
                                    "display_name",
                                    "display_description",
                                    "volume_type",
                                    "metadata",
                                    "source_volid",
                                    "status",
                                    "created_at",
                                    "bootable",
                                    "metadata_values",
                                    "encrypted",
                                    "attachments",
                                    "multiattach"));
            this.cloud = cloud;
        }

        @Override
        public String create(Work work) {
            ObjectNode wish = work.json(
                            "description",
                            "availability_zone",
                            "snapshot_id",
                            "source_volid",
                            "volume_type",
                            "metadata",
                            "size")
                    .put("name", work.nameOr(255));
            NeutronType.either(work, "image", "imageRef").ifPresent(i -> {
                String image = id(cloud.images().find(work.project(), i));
                wish.put("imageRef", image);
                // A server that boots this volume boots the image.
                ObjectNode metadata = Json.object();
                metadata.setAll((ObjectNode) Json.toNode(work.map("metadata")));
                wish.set("metadata", metadata.put("image_id", image));
            });
            return id(cloud.volumes().create(work.project(), work.caller().userId(), wish));
        }

        @Override
        public void update(Work work, Map<String, Object> before) {
            cloud.volumes().update(work.physicalId(), work.json("name", "description", "metadata"));
            int size = work.number("size", 0);
            if (size > document(work).get("size").asInt()) {
                cloud.volumes().extend(work.physicalId(), size);
            } else if (size > 0 && size < document(work).get("size").asInt()) {
                throw new dev.davit.lab.heat.Failure("NotSupported", "Shrinking volume is not supported.");
            }
        }

        @Override
        public void delete(Work work) {
            cloud.volumes().delete(work.physicalId());
        }

        @Override
        ObjectNode document(Work work) {
            return cloud.volumes().get(work.physicalId());
        }

        @Override
        String member(String attribute) {
            return switch (attribute) {
                case "display_name" -> "name";
                case "display_description" -> "description";
                case "metadata_values" -> "metadata";
                default -> attribute;
            };
        }
    }

    private static final class Attachment implements ResourceType {
        private final Cloud cloud;
        private final Schema schema = new Schema()
                .texts("instance_uuid", "volume_id", "mountpoint")
                .required("instance_uuid", "volume_id")
                .updatable("instance_uuid", "volume_id", "mountpoint");

        Attachment(Cloud cloud) {
            this.cloud = cloud;
        }

        @Override
        public String name() {
            return "OS::Cinder::VolumeAttachment";
        }

        @Override
        public Schema schema() {
            return schema;
        }

        @Override
        public String create(Work work) {
            String volume = work.text("volume_id").orElseThrow();
            String server = work.text("instance_uuid").orElseThrow();
            cloud.servers().attach(server, volume, work.text("mountpoint").orElse(""));
            work.resource().data().put("server", server);
            return volume;
        }

        @Override
        public void update(Work work, Map<String, Object> before) {
            delete(work);
            work.physicalId(create(work));
        }

        @Override
        public void delete(Work work) {
            cloud.servers().detach(work.resource().data().getOrDefault("server", ""), work.physicalId());
        }
    }
}
