using System.Globalization;
using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Language;

namespace ChargerFirmware.Emulator.Cli.Api;

/// <summary>A request that was understood.</summary>
/// <param name="connector">The connector that its path names, or 0.</param>
internal sealed class ApiRequest(int connector, IReadOnlyDictionary<string, object> values)
{
    public int Connector => connector;

    public string? Text(string name) => values.GetValueOrDefault(name) as string;

    public bool? Flag(string name) => values.GetValueOrDefault(name) as bool?;

    /// <summary>What it says of that name, as a word of the bench's language; null where it says nothing.</summary>
    public string? Word(string name) => values.GetValueOrDefault(name) switch
    {
        TimeSpan duration => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:0.###}ms"),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        var text => (string?)text,
    };

    /// <summary>Carries out the line that somebody at the console would write, on the bench's loop.</summary>
    /// <param name="words">One by one, as what a request says may hold blanks; what is null is not written.</param>
    /// <exception cref="BenchException">It cannot be done.</exception>
    public Task SayAsync(Workbench bench, params IEnumerable<string?> words) =>
        new Session(bench) { Settles = Flag("settle") ?? true }.RunAsync(new Words(words.OfType<string>()));
}
