using System.Globalization;
using System.Text;

namespace ChargerFirmware.Bench.Language;

/// <summary>Breaking things in the physical world, and what service does about it.</summary>
internal static class FaultVerbs
{
    public static IReadOnlyList<Verb> All { get; } =
    [
        Verb.Of("fault", "fault [N] NAME [for DURATION]", "break something at connector N, 0 for the station; NAME is a fault or an error code", Apply) with
        {
            IsOfBoard = true,
            Needs = static (needs, words) => needs.Fault(needs.TakeConnector(words), words.Next("the name of a fault")),
        },
        Verb.Of("clear", "clear [N] NAME|all", "mend it again", Clear) with
        {
            IsOfBoard = true,
            Needs = NeedsOfClear,
        },
        Verb.Of("faults", "faults [N]", "what can be broken, and what is broken now", List) with { IsOfBoard = true },
        Verb.Of("acknowledge", "acknowledge", "a person has acknowledged the emergency stop", (session, words) =>
        {
            words.End();
            session.Bench.Station.Acknowledge();
            return null;
        }),
        Verb.Of("service", "service clear-weld [N]", "service has looked at a welded contactor", (session, words) =>
        {
            var what = words.Next("clear-weld");
            if (what != "clear-weld")
            {
                throw new BenchException($"expected clear-weld, found '{what}'");
            }

            var connector = session.TakeConnector(words);
            words.End();
            return session.Bench.Connector(connector).ClearWeld()
                ? null
                : throw new BenchException($"connector {connector}: its contactor is not known as welded, or its feedback still says closed");
        }) with
        {
            Needs = static (needs, words) =>
            {
                words.Next("clear-weld");
                needs.Connector(words.TryTakeNumber() ?? 0);
            },
        },
    ];

    private static string? Apply(Session session, Words words)
    {
        var connector = session.TakeConnector(words);
        var name = words.Next("the name of a fault");
        TimeSpan? duration = words.TryTake("for") ? words.NextDuration() : null;
        words.End();
        session.Faults.Apply(connector, name, duration);
        return null;
    }

    private static string? Clear(Session session, Words words)
    {
        var connector = session.TakeConnector(words);
        var name = words.Next("the name of a fault");
        words.End();
        if (name == "all")
        {
            session.Faults.ClearAll(connector);
        }
        else
        {
            session.Faults.Clear(connector, name);
        }

        return session.Settles ? StillSeen(session.Bench, connector) : null;
    }

    private static void NeedsOfClear(BoardNeeds needs, Words words)
    {
        var connector = needs.TakeConnector(words);
        if (!words.TryTake("all"))
        {
            needs.Fault(connector, words.Next("the name of a fault"));
        }
    }

    /// <summary>What the station still waits for there.</summary>
    private static string? StillSeen(Workbench bench, int connector)
    {
        var seen = bench.StillSeen(connector);
        return seen.Count == 0 ? null : string.Join('\n', seen.Select(fault => $"the station has {fault.Name} until {fault.Recovery}"));
    }

    private static string? List(Session session, Words words)
    {
        var places = words.TryTakeNumber() is { } number ? [number] : Enumerable.Range(0, session.Site.Connectors.Count + 1);
        var text = new StringBuilder();
        foreach (var place in places)
        {
            text.AppendLine(place == 0 ? "station (0):" : string.Create(CultureInfo.InvariantCulture, $"connector {place}:"));
            foreach (var fault in session.Faults.At(place))
            {
                var isActive = session.Faults.Active.Any(active => active.Connector == place && active.Fault == fault);
                text.AppendLine(CultureInfo.InvariantCulture, $"  {(isActive ? '*' : ' ')} {fault.Name,-22} {fault.Summary}");
            }
        }

        return text.ToString().TrimEnd();
    }
}
