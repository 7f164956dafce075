namespace ChargerFirmware.Emulator.Devices.Rfid;

/// <summary>CRC_A of ISO/IEC 14443-3 annex B: polynomial 8408h reflected, preset 6363h, low byte first on the wire.</summary>
internal static class CrcA
{
    public const int Length = 2;

    public static ushort Of(ReadOnlySpan<byte> bytes)
    {
        ushort crc = 0x6363;
        foreach (var b in bytes)
        {
            var step = (byte)(b ^ (byte)crc);
            step ^= (byte)(step << 4);
            crc = (ushort)((crc >> 8) ^ (step << 8) ^ (step << 3) ^ (step >> 4));
        }

        return crc;
    }

    /// <summary>True when the last two bytes are the CRC_A of those before.</summary>
    public static bool Closes(ReadOnlySpan<byte> frame)
    {
        if (frame.Length <= Length)
        {
            return false;
        }

        var crc = Of(frame[..^Length]);
        return frame[^2] == (byte)crc && frame[^1] == (byte)(crc >> 8);
    }

    public static byte[] Append(params ReadOnlySpan<byte> bytes)
    {
        var crc = Of(bytes);
        return [.. bytes, (byte)crc, (byte)(crc >> 8)];
    }
}
