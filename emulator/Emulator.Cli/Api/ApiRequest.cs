namespace ChargerFirmware.Emulator.Cli.Api;

/// <summary>A request that was understood.</summary>
/// <param name="connector">The connector that its path names, or 0.</param>
internal sealed class ApiRequest(int connector, IReadOnlyDictionary<string, object> values)
{
    public int Connector => connector;

    /// <summary>Whether it says something of that name.</summary>
    public bool Has(string name) => values.ContainsKey(name);

    public string? Text(string name) => values.GetValueOrDefault(name) as string;

    public double? Number(string name) => values.GetValueOrDefault(name) as double?;

    public int? Whole(string name) => values.GetValueOrDefault(name) as int?;

    public bool? Flag(string name) => values.GetValueOrDefault(name) as bool?;

    public TimeSpan? Duration(string name) => values.GetValueOrDefault(name) as TimeSpan?;
}
