namespace ChargerFirmware.Bench.Maintenance;

/// <summary>A file on the bench's server, and what goes wrong with it.</summary>
public sealed class VirtualFile(byte[] content, int version)
{
    public ReadOnlyMemory<byte> Content { get; } = content;

    /// <summary>What an HTTP server would call an entity tag.</summary>
    public string Validator { get; } = $"\"{version}\"";

    /// <summary>The next download is cut after so many bytes of it.</summary>
    public int? CutAfterBytes { get; set; }

    /// <summary>Nothing comes until it is mended; whoever waits gives up in the end.</summary>
    public bool Stalls { get; set; }
}
