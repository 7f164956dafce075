using System.Globalization;

namespace ChargerFirmware.Tests.Load;

/// <summary>What is run, as the command line says.</summary>
internal sealed record LoadOptions
{
    public const string Usage =
        "usage: Load [--stations N] [--minutes M | --seconds S] [--faster N] [--kills N] [--seed N] [--store FILE|memory|postgresql://...]\n"
        + "            [--central PROGRAM] [--json FILE]";

    public int Stations { get; init; } = 300;

    /// <summary>How long stations begin sessions; what they have begun they end.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How much shorter every pause is than that of a real station.</summary>
    public double Faster { get; init; } = 1;

    /// <summary>How often the central system is killed meanwhile.</summary>
    public int Kills { get; init; }

    public int Seed { get; init; } = 1;

    /// <summary>As the central system takes it; null for a file of this run's own.</summary>
    public string? Store { get; init; }

    /// <summary>The executable; null for the one of the same build as this program.</summary>
    public string? Central { get; init; }

    /// <summary>Where the summary is written as JSON, too.</summary>
    public string? Json { get; init; }

    /// <exception cref="FormatException">A word is none of the usage.</exception>
    public static LoadOptions Parse(IReadOnlyList<string> words)
    {
        var options = new LoadOptions();
        for (var at = 0; at < words.Count; at += 2)
        {
            var value = at + 1 < words.Count ? words[at + 1] : throw new FormatException($"{words[at]}: a value was expected\n{Usage}");
            options = words[at] switch
            {
                "--stations" => options with { Stations = Whole(value) },
                "--minutes" => options with { Duration = TimeSpan.FromMinutes(Number(value)) },
                "--seconds" => options with { Duration = TimeSpan.FromSeconds(Number(value)) },
                "--faster" => options with { Faster = Number(value) },
                "--kills" => options with { Kills = Whole(value) },
                "--seed" => options with { Seed = Whole(value) },
                "--store" => options with { Store = value },
                "--central" => options with { Central = value },
                "--json" => options with { Json = value },
                var other => throw new FormatException($"{other} is no option\n{Usage}"),
            };
        }

        return options;

        int Whole(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number : throw new FormatException($"{text}: a whole number was expected\n{Usage}");

        double Number(string text) => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number : throw new FormatException($"{text}: a number above 0 was expected\n{Usage}");
    }
}
