using ChargerFirmware.Emulator.Physics;

namespace ChargerFirmware.Bench.Language;

/// <summary>What a driver does: plugs, shows a card, drives away.</summary>
public static class DriverVerbs
{
    /// <summary>How full a battery is that nobody has spoken of.</summary>
    public const double UsualPercent = 20;

    public static IReadOnlyList<Verb> All { get; } =
    [
        Verb.Of("connector", "connector N", "speak of connector N from now on", (session, words) =>
        {
            var number = words.NextWhole("a connector's number", 1);
            words.End();
            session.Physical(number);
            session.Connector = number;
            return null;
        }) with
        {
            IsOfBoard = true,
            Needs = static (needs, words) => needs.Connector(needs.Spoken = needs.TakeConnector(words)),
        },
        new("plug", "plug [N] [MODEL] [soc PERCENT]", "a vehicle arrives and is plugged in", PlugAsync)
        {
            IsOfBoard = true,
            Needs = static (needs, words) => needs.Connector(needs.TakeConnector(words)),
        },
        Verb.Of("insert-cable", "insert-cable [N] [AMPERES]", "put a cable into a socket, with no vehicle at its end", InsertCable) with
        {
            IsOfBoard = true,
            Needs = static (needs, words) => needs.Lock(needs.TakeConnector(words)),
        },
        new("unplug", "unplug [N] [vehicle|station]", "pull both ends of the cable as far as the lock allows, or one", UnplugAsync)
        {
            IsOfBoard = true,
            Needs = NeedsOfUnplug,
        },
        new("swipe", "swipe [N] TAG", "hold a card to the reader that serves N (hex UID), or show another token to the terminal", SwipeAsync)
        {
            Needs = NeedsOfSwipe,
        },
        Verb.Of("ev", "ev [N] suspend|resume|stop", "the vehicle pauses, goes on, or ends its session", (session, words) =>
        {
            var vehicle = Plugging.VehicleAt(session.Physical(session.TakeConnector(words)));
            var what = words.Next("suspend, resume or stop");
            Action act = what switch
            {
                "suspend" => vehicle.Suspend,
                "resume" => vehicle.Resume,
                "stop" => vehicle.RequestStop,
                _ => throw new LanguageException($"expected suspend, resume or stop, found '{what}'"),
            };
            words.End();
            act();
            return null;
        }) with
        {
            IsOfBoard = true,
            Needs = static (needs, words) => needs.Connector(needs.TakeConnector(words)),
        },
    ];

    private static async Task<string?> PlugAsync(Session session, Words words)
    {
        var connector = session.TakeConnector(words);
        VehicleModel? model = null;
        if (words.Peek is { } name && name != "soc")
        {
            words.Next("a vehicle");
            model = VehicleModels.Find(name)
                ?? throw new LanguageException(
                    $"no vehicle is called '{Quoted.Short(name)}'; expected one of {string.Join(", ", VehicleModels.All.Select(known => known.Name))}");
        }

        var percent = words.TryTake("soc") ? words.NextNumber("a state of charge in percent", 0, 100) : UsualPercent;
        words.End();
        if (session.Settles)
        {
            await session.Bench.Driver.PlugAsync(connector, model, percent);
        }
        else
        {
            Plugging.Plug(session.Site, session.Physical(connector), model, percent);
        }

        return null;
    }

    private static string? InsertCable(Session session, Words words)
    {
        var connector = session.TakeConnector(words);
        var outlet = session.Physical(connector).Outlet;
        var rating = words.IsEnd ? 32 : words.NextNumber("the cable's rating in amperes", 1, 1000);
        words.End();
        if (outlet.Cable == Hardware.Boards.CableKind.Fixed || outlet.InsertCable(rating) != PlugResult.Plugged)
        {
            throw new BenchException($"connector {connector}: no cable goes in there");
        }

        return null;
    }

    private static async Task<string?> UnplugAsync(Session session, Words words)
    {
        var connector = session.TakeConnector(words);
        var end = TakeEnd(words);
        words.End();
        if (session.Settles)
        {
            await session.Bench.Driver.UnplugAsync(connector, end);
            return null;
        }

        return Plugging.Unplug(session.Physical(connector), end) == UnplugResult.HeldByLock
            ? $"connector {connector}: the lock holds the plug in the socket"
            : null;
    }

    private static CableEnd TakeEnd(Words words) =>
        words.TryTake("vehicle") ? CableEnd.Vehicle : words.TryTake("station") ? CableEnd.Station : CableEnd.Both;

    private static void NeedsOfUnplug(BoardNeeds needs, Words words)
    {
        var connector = needs.TakeConnector(words);
        needs.Connector(connector);
        if (TakeEnd(words) != CableEnd.Both)
        {
            // One end only is pulled where both come out.
            needs.SameCable(connector);
        }
    }

    private static async Task<string?> SwipeAsync(Session session, Words words)
    {
        var (connector, token) = TakeToken(session.Connector, words);
        words.End();
        if (session.Settles)
        {
            await session.Bench.Driver.SwipeAsync(connector, token);
        }
        else
        {
            session.Bench.Swipe(connector, token);
        }

        return null;
    }

    private static void NeedsOfSwipe(BoardNeeds needs, Words words)
    {
        var (connector, _) = TakeToken(needs.Spoken, words);
        needs.Connector(connector);
        needs.Add($"reader {connector}", board => board.Reader(connector) is null ? "no reader" : null);
    }

    /// <summary>A token of digits looks like a connector's number: only with another word behind it, it is one.</summary>
    /// <param name="spoken">The connector that is meant when none is named.</param>
    internal static (int Connector, string Token) TakeToken(int spoken, Words words)
    {
        var first = words.Next("a card's UID or another token");
        return words.Peek is null
            ? (spoken, first)
            : int.TryParse(first, out var connector)
                ? (connector, words.Next("a card's UID or another token"))
                : throw new LanguageException($"expected a connector's number, found '{Quoted.Short(first)}'");
    }
}
