namespace ChargerFirmware.Station.Maintenance;

/// <summary>Where files are, as a central system writes it.</summary>
internal static class Locations
{
    /// <exception cref="TransferException">It is no address. It is not quoted: it may hold a password.</exception>
    public static Uri Read(string location) =>
        location.Contains("://", StringComparison.Ordinal) && Uri.TryCreate(location, UriKind.Absolute, out var uri) && uri.Host.Length > 0
            ? uri
            : throw new TransferException("the location is no address: expected protocol://host/path", isFinal: true);
}
