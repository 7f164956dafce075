namespace ChargerFirmware.Central.Adapters;

/// <summary>Finds the identity in what a station asks for (OCPP-J 1.6, 3.1.1).</summary>
internal static class StationPath
{
    /// <summary>The folder under which stations connect; any other will do as well.</summary>
    public const string DefaultFolder = "/ocpp";

    /// <summary>The longest identity that is taken; the standard's own limits are shorter.</summary>
    public const int MaxLength = 255;

    /// <summary>The last segment of the path, decoded once: a %2F belongs to the identity, and slashes behind it do not.</summary>
    /// <param name="rawTarget">The request's target as it was sent.</param>
    /// <param name="folder">The only folder that stations are in; null for any.</param>
    /// <returns>Empty where there is none.</returns>
    public static string IdentityOf(string rawTarget, string? folder = null)
    {
        var path = rawTarget.Split('?', 2)[0].TrimEnd('/');
        var end = path.LastIndexOf('/');
        return path == (folder ?? DefaultFolder) || (folder is not null && (end < 0 || path[..end] != folder.TrimEnd('/')))
            ? ""
            : Uri.UnescapeDataString(path[(end + 1)..]);
    }

    /// <summary>Why an identity is none, or null.</summary>
    public static string? Refusal(string identity) =>
        identity.Length > MaxLength ? $"expected an identity of {MaxLength} characters at most"
        : identity.Any(char.IsControl) ? "expected an identity without control characters"
        : null;
}
