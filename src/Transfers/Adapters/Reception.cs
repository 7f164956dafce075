using ChargerFirmware.Station.Maintenance;

namespace ChargerFirmware.Transfers.Adapters;

/// <summary>Bytes from a server into a target, with the limits that must hold before a disk is full.</summary>
internal static class Reception
{
    private const int BufferBytes = 64 * 1024;

    /// <summary>Refuses what will not fit.</summary>
    /// <param name="fullBytes">Of the whole file; null where the server does not say.</param>
    public static void Check(IDownloadTarget target, long? fullBytes, long presentBytes, long maxBytes)
    {
        if (fullBytes > maxBytes)
        {
            throw TooLong(maxBytes);
        }

        if (fullBytes - presentBytes > target.FreeBytes)
        {
            throw new TransferException($"the file needs {fullBytes - presentBytes} bytes more, the disk has room for {target.FreeBytes}");
        }
    }

    public static async Task CopyAsync(Stream from, Stream to, long presentBytes, long maxBytes, Patience patience)
    {
        var buffer = new byte[BufferBytes];
        int count;
        while ((count = await from.ReadAsync(buffer, patience.Next()).ConfigureAwait(false)) > 0)
        {
            presentBytes += count;
            if (presentBytes > maxBytes)
            {
                throw TooLong(maxBytes);
            }

            await to.WriteAsync(buffer.AsMemory(0, count), CancellationToken.None).ConfigureAwait(false);
        }

        Settle(to);
    }

    private static TransferException TooLong(long maxBytes) => new($"the file is longer than the {maxBytes} bytes that fit", isFinal: true);

    private static void Settle(Stream to)
    {
        // A whole file that a power cut shortens again would go unnoticed.
        if (to is FileStream file)
        {
            file.Flush(flushToDisk: true);
        }
    }
}
