namespace ChargerFirmware.Composition.CommandLine.Adapters;

/// <summary>A file that holds a password and nothing else.</summary>
internal static class PasswordFile
{
    private const int LongestBytes = 1024;

    /// <returns>The file's content without the line break at its end.</returns>
    /// <param name="warnings">Gets one when others on this machine can read it, too.</param>
    /// <exception cref="FormatException">It cannot be read, or holds no password.</exception>
    public static byte[] Read(string path, List<string> warnings)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file.SafeFileHandle) & UnixFileMode.OtherRead) != 0)
            {
                warnings.Add($"the password file {path} can be read by every user of this machine: chmod 600 it");
            }

            // A limit, as the path may name something without an end.
            var buffer = new byte[LongestBytes + 3];
            var length = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            var content = buffer.AsSpan(0, length);
            content = content.EndsWith("\r\n"u8) ? content[..^2] : content.EndsWith("\n"u8) ? content[..^1] : content;
            return content.Length is > 0 and <= LongestBytes && content.IndexOfAny((byte)'\r', (byte)'\n', (byte)0) < 0
                ? content.ToArray()
                : throw new FormatException($"--password-file: expected one line of 1 to {LongestBytes} bytes in {path}");
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new FormatException($"--password-file: cannot read {path}: {refusal.Message}", refusal);
        }
    }
}
