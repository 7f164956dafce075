namespace ChargerFirmware.CentralSystem.Doors;

/// <summary>Finds the identity in what a station asks for (OCPP-J 1.6, 3.1.1).</summary>
internal static class StationPath
{
    /// <summary>The folder under which stations connect; any other will do as well.</summary>
    public const string Folder = "/ocpp";

    /// <summary>The last segment of the path, decoded once: a %2F belongs to the identity.</summary>
    /// <param name="rawTarget">The request's target as it was sent.</param>
    /// <returns>Empty where there is none.</returns>
    public static string IdentityOf(string rawTarget)
    {
        var path = rawTarget.Split('?', 2)[0];
        return path == Folder ? "" : Uri.UnescapeDataString(path[(path.LastIndexOf('/') + 1)..]);
    }
}
