using System.Globalization;
using System.Text.Json;
using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Bench.Language;

/// <summary>What the central system commands of smart charging.</summary>
internal static class SmartChargingVerbs
{
    private static readonly string[] s_options = ["id", "level", "duration", "begins", "from", "to", "every", "transaction", "connector", "purpose"];

    public static IReadOnlyList<Verb> All { get; } =
    [
        CentralSystemVerbs.Call(
            "profile",
            "profile N PURPOSE KIND A|W START:LIMIT[:PHASES]... [id I] [level L] [duration S] [begins S] [from S] [to S] [every Daily|Weekly] [transaction I]",
            "SetChargingProfile; its times are seconds from now",
            "SetChargingProfile",
            Profile) with
        {
            Needs = NeedsOfProfile,
        },
        CentralSystemVerbs.Call(
            "clear-profiles", "clear-profiles [id I] [connector N] [purpose P] [level L]", "ClearChargingProfile of those that match, or of all",
            "ClearChargingProfile",
            (_, words) =>
            {
                var options = TakeOptions(words);
                return CentralSystemVerbs.Json(writer =>
                {
                    WriteNumberIf(writer, options, "id", "id");
                    WriteNumberIf(writer, options, "connector", "connectorId");
                    if (options.TryGetValue("purpose", out var purpose))
                    {
                        writer.WriteString("chargingProfilePurpose", Words.RequireName<ChargingProfilePurposeType>(purpose));
                    }

                    WriteNumberIf(writer, options, "level", "stackLevel");
                });
            }),
        CentralSystemVerbs.Call(
            "composite", "composite N DURATION [A|W]", "GetCompositeSchedule of connector N, or of the station as connector 0", "GetCompositeSchedule",
            (_, words) =>
            {
                var connector = words.NextWhole("a connector's number", int.MinValue);
                TimeSpan duration = words.NextDuration();
                return CentralSystemVerbs.Json(writer =>
                {
                    writer.WriteNumber("connectorId", connector);
                    writer.WriteNumber("duration", (int)duration.TotalSeconds);
                    if (!words.IsEnd)
                    {
                        writer.WriteString("chargingRateUnit", words.NextName<ChargingRateUnitType>().ToString());
                    }
                });
            }) with
        {
            Needs = static (needs, words) =>
            {
                // The whole station is what all its connectors make of it.
                var number = words.TryTakeNumber() ?? 0;
                foreach (var each in number == 0 ? Enumerable.Range(1, needs.Home.Connectors.Count) : [number])
                {
                    needs.Connector(each);
                }
            },
        },
    ];

    /// <summary>A power is for stations with a DC outlet.</summary>
    private static void NeedsOfProfile(BoardNeeds needs, Words words)
    {
        needs.Connector(words.TryTakeNumber() ?? 0);
        if (words.Rest().Split(' ').Contains("W"))
        {
            needs.Connector(needs.Home.Connectors.ToList().FindIndex(roles => roles.Current == CurrentKind.Dc) + 1);
        }
    }

    private static ReadOnlyMemory<byte> Profile(Session session, Words words)
    {
        var now = session.Bench.Loop.Time.GetUtcNow();
        var connector = words.NextWhole("a connector's number", int.MinValue);
        var purpose = words.NextName<ChargingProfilePurposeType>();
        var kind = words.NextName<ChargingProfileKindType>();
        var unit = words.NextName<ChargingRateUnitType>();
        var periods = TakePeriods(words);
        var more = TakeOptions(words);
        session.ScheduleStart = more.TryGetValue("begins", out var begins) ? now.AddSeconds(Number(begins)) : now;
        return CentralSystemVerbs.Json(writer =>
        {
            writer.WriteNumber("connectorId", connector);
            writer.WriteStartObject("csChargingProfiles");
            writer.WriteNumber("chargingProfileId", Number(more.GetValueOrDefault("id", "1")));
            writer.WriteNumber("stackLevel", Number(more.GetValueOrDefault("level", "0")));
            writer.WriteString("chargingProfilePurpose", purpose.ToString());
            writer.WriteString("chargingProfileKind", kind.ToString());
            writer.WriteStartObject("chargingSchedule");
            WriteNumberIf(writer, more, "duration", "duration");
            WriteTimeIf(writer, more, "begins", "startSchedule", now);
            writer.WriteString("chargingRateUnit", unit.ToString());
            writer.WriteStartArray("chargingSchedulePeriod");
            foreach (var period in periods)
            {
                Write(writer, period);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
            WriteTimeIf(writer, more, "from", "validFrom", now);
            WriteTimeIf(writer, more, "to", "validTo", now);
            if (more.TryGetValue("every", out var every))
            {
                writer.WriteString("recurrencyKind", Words.RequireName<RecurrencyKindType>(every));
            }

            WriteNumberIf(writer, more, "transaction", "transactionId");
            writer.WriteEndObject();
        });
    }

    private static Dictionary<string, string> TakeOptions(Words words)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        while (words.Peek is { } word && s_options.Contains(word))
        {
            options[words.Next("an option")] = words.Next($"a value after {word}");
        }

        return options;
    }

    /// <summary>Periods as they are written in expectations too: <c>0:16 60:8:1</c>.</summary>
    internal static IReadOnlyList<(int Start, decimal Limit, int? Phases)> TakePeriods(Words words)
    {
        var periods = new List<(int, decimal, int?)>();
        while (words.Peek is { } word && word.Contains(':', StringComparison.Ordinal))
        {
            var parts = words.Next("a period").Split(':');
            var phases = 0;
            if (parts.Length > 3
                || !int.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var start)
                || !decimal.TryParse(parts[1], NumberStyles.Number, CultureInfo.InvariantCulture, out var limit)
                || (parts.Length > 2 && !int.TryParse(parts[2], CultureInfo.InvariantCulture, out phases)))
            {
                throw new LanguageException($"expected a period such as 60:16 or 60:16:1, found '{Quoted.Short(word)}'");
            }

            periods.Add((start, limit, parts.Length > 2 ? phases : null));
        }

        return periods;
    }

    private static void Write(Utf8JsonWriter writer, (int Start, decimal Limit, int? Phases) period)
    {
        writer.WriteStartObject();
        writer.WriteNumber("startPeriod", period.Start);
        writer.WriteNumber("limit", period.Limit);
        if (period.Phases is { } phases)
        {
            writer.WriteNumber("numberPhases", phases);
        }

        writer.WriteEndObject();
    }

    private static void WriteNumberIf(Utf8JsonWriter writer, Dictionary<string, string> options, string option, string name)
    {
        if (options.TryGetValue(option, out var value))
        {
            writer.WriteNumber(name, Number(value));
        }
    }

    private static void WriteTimeIf(Utf8JsonWriter writer, Dictionary<string, string> options, string option, string name, DateTimeOffset now)
    {
        if (options.TryGetValue(option, out var value))
        {
            writer.WriteString(name, Text(now.AddSeconds(Number(value))));
        }
    }

    private static int Number(string text) => int.TryParse(text, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new BenchException($"expected a whole number, found '{text}'");

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
