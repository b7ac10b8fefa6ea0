package dev.davit.cli.demo;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A Linux program that does nothing and does not end, so that an image made here can run: a whole ELF file of some 150 bytes. */
final class PauseProgram {
    private static final int HEADER = 64;
    private static final int PROGRAM_HEADER = 56;
    private static final long ADDRESS = 0x400000;
    private static final short X86_64 = 62;
    private static final short AARCH64 = 183;
    private static final int PAGE = 0x1000;

    private PauseProgram() {}

    /** For the machine that this runs on. */
    static byte[] bytes() {
        return System.getProperty("os.arch").equals("aarch64") ? elf(AARCH64, waiting()) : elf(X86_64, pausing());
    }

    /** again: mov eax, 34 (pause); syscall; jmp again. */
    private static byte[] pausing() {
        return new byte[] {(byte) 0xb8, 0x22, 0, 0, 0, 0x0f, 0x05, (byte) 0xeb, (byte) 0xf7};
    }

    /** again: ppoll(NULL, 0, NULL, NULL); b again. The architecture has no call named pause. */
    private static byte[] waiting() {
        var code = ByteBuffer.allocate(28).order(ByteOrder.LITTLE_ENDIAN);
        for (int instruction :
                new int[] {0xd2800000, 0xd2800001, 0xd2800002, 0xd2800003, 0xd2800928, 0xd4000001, 0x17fffffa}) {
            code.putInt(instruction);
        }
        return code.array();
    }

    private static byte[] elf(short machine, byte[] code) {
        long size = HEADER + PROGRAM_HEADER + code.length;
        var file = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0}).putLong(0);
        file.putShort((short) 2).putShort(machine).putInt(1); // executable, version 1
        file.putLong(ADDRESS + HEADER + PROGRAM_HEADER)
                .putLong(HEADER)
                .putLong(0)
                .putInt(0);
        file.putShort((short) HEADER).putShort((short) PROGRAM_HEADER).putShort((short) 1);
        file.putShort((short) 0).putShort((short) 0).putShort((short) 0);
        file.putInt(1).putInt(5).putLong(0).putLong(ADDRESS).putLong(ADDRESS); // load, readable and executable
        file.putLong(size).putLong(size).putLong(PAGE);
        return file.put(code).array();
    }
}
