namespace ChargerFirmware.Central.Cli.Api;

/// <summary>A request that was understood.</summary>
/// <param name="values">What its path, query and body say, by name.</param>
/// <param name="payload">The body as it came, where the route takes any; empty for none.</param>
internal sealed class ApiRequest(IReadOnlyDictionary<string, object> values, ReadOnlyMemory<byte> payload)
{
    public ReadOnlyMemory<byte> Payload => payload;

    public string? Text(string name) => values.GetValueOrDefault(name) as string;

    public long? Whole(string name) => values.GetValueOrDefault(name) as long?;

    /// <summary>A whole number whose bounds are those of an int.</summary>
    public int? Int(string name) => (int?)Whole(name);

    public bool Flag(string name) => values.GetValueOrDefault(name) is true;

    public bool? Choice(string name) => values.GetValueOrDefault(name) as bool?;

    public DateTimeOffset? Moment(string name) => values.GetValueOrDefault(name) as DateTimeOffset?;

    public IReadOnlyList<string>? Texts(string name) => values.GetValueOrDefault(name) as IReadOnlyList<string>;

    /// <summary>What must be there: a segment of the path, or a required parameter.</summary>
    public string Required(string name) => Text(name) ?? throw new ApiException(400, $"{name}: missing");
}
