namespace ChargerFirmware.Station.Maintenance;

/// <summary>A file that goes to a server.</summary>
/// <param name="Content">Its content, made when it is first asked for. May be called on any thread.</param>
public sealed record UploadedFile(string Name, Func<ReadOnlyMemory<byte>> Content)
{
    public override string ToString() => Name;
}
