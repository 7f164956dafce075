namespace ChargerFirmware.Listening;

/// <summary>
/// What an environment made for web servers says of listening, as images of containers do. No port of ours follows it: where we listen is
/// said on the command line. Who expects to be reached everywhere needs a warning.
/// </summary>
public static class ImportedAddresses
{
    private static readonly string[] s_variables = ["ASPNETCORE_URLS", "DOTNET_URLS", "URLS"];

    /// <summary>A warning for each variable that names every interface of the machine.</summary>
    /// <param name="variable">The environment.</param>
    /// <param name="option">The option that says where this program listens.</param>
    /// <param name="listens">Where it does.</param>
    public static IEnumerable<string> Warnings(Func<string, string?> variable, string option, string listens)
    {
        ArgumentNullException.ThrowIfNull(variable);
        foreach (var name in s_variables)
        {
            var everywhere = (variable(name) ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .FirstOrDefault(text => ListenAddress.TryReadImported(text, out var wasEverywhere) is not null && wasEverywhere);
            if (everywhere is not null)
            {
                yield return $"{name} says {everywhere}, which is not followed: the HTTP interface listens on {listens}; use {option} for another address";
            }
        }
    }
}
