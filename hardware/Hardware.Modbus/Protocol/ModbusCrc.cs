namespace ChargerFirmware.Hardware.Modbus.Protocol;

/// <summary>The CRC-16 of RTU frames: polynomial 8005h reflected, preset FFFFh, sent low byte first (MODBUS over Serial Line V1.02, 6.2.2).</summary>
public static class ModbusCrc
{
    private static readonly ushort[] s_table = MakeTable();

    public static ushort Of(ReadOnlySpan<byte> bytes)
    {
        ushort crc = 0xFFFF;
        foreach (var value in bytes)
        {
            crc = (ushort)((crc >> 8) ^ s_table[(byte)(crc ^ value)]);
        }

        return crc;
    }

    /// <summary>True when the last two bytes are the CRC of those before them.</summary>
    public static bool Holds(ReadOnlySpan<byte> frame) =>
        frame.Length > 2 && Of(frame[..^2]) == (frame[^2] | (frame[^1] << 8));

    /// <summary>The frame with its CRC.</summary>
    public static byte[] Append(ReadOnlySpan<byte> bytes)
    {
        var crc = Of(bytes);
        return [.. bytes, (byte)crc, (byte)(crc >> 8)];
    }

    private static ushort[] MakeTable()
    {
        var table = new ushort[256];
        for (var index = 0; index < table.Length; index++)
        {
            var crc = (ushort)index;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (ushort)((crc & 1) != 0 ? (crc >> 1) ^ 0xA001 : crc >> 1);
            }

            table[index] = crc;
        }

        return table;
    }
}
