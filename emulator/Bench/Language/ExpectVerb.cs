using ChargerFirmware.Bench.Views;
using ChargerFirmware.Central.Judging;
using ChargerFirmware.Hardware;
using ChargerFirmware.Station.Faults;
using ChargerFirmware.Station.Protocol.Link;
using ChargerFirmware.Station.Statuses;

namespace ChargerFirmware.Bench.Language;

/// <summary>Says what must come, and within what time; without a time, within ten seconds.</summary>
internal static class ExpectVerb
{
    private static readonly Duration s_within = new(TimeSpan.FromSeconds(10), "10s");

    public static Verb Instance { get; } = new(
        "expect",
        "expect WHAT [within DURATION]",
        "status S | error E | contactor open|closed | lock locked|unlocked | link S | " +
        "[next] sent|received|answered|answer|refusal ACTION [key=value...] | " +
        "composite START:LIMIT... | current N A | power N W | total at most N W for DURATION | no sent ... for DURATION | " +
        "dial accepted|STATUS|Unreachable|TimedOut|NoSubprotocol | no dial for DURATION | firmware VERSION | " +
        "upload URL [ENTRY...] | served NUMBER bytes | energy reported = energy flowed | violations none",
        RunAsync)
    {
        Needs = static (needs, words) =>
        {
            switch (words.Next("what is expected"))
            {
                case "lock":
                    needs.Lock(needs.Spoken);
                    break;
                case "status" or "error" or "contactor":
                    needs.Connector(needs.Spoken);
                    break;
            }
        },
    };

    private static Task<string?> RunAsync(Session session, Words words)
    {
        var what = words.Next("what is expected");
        return what switch
        {
            "status" => StatusAsync(session, words),
            "error" => ErrorAsync(session, words),
            "contactor" => ContactorAsync(session, words),
            "lock" => LockAsync(session, words),
            "link" => LinkAsync(session, words),
            "sent" or "received" or "answered" or "answer" or "refusal" => FrameExpectation.RunAsync(session, what, words, s_within),
            "next" => FrameExpectation.RunNextAsync(session, words, s_within),
            "dial" => DialExpectation.RunAsync(session, words, s_within),
            "no" when words.TryTake("dial") => DialExpectation.RunAbsenceAsync(session, words),
            "no" => FrameExpectation.RunAbsenceAsync(session, words),
            "composite" => CompositeExpectation.RunAsync(session, words),
            "current" or "power" => FlowExpectation.RunAsync(session, what, words, s_within),
            "total" => FlowExpectation.RunTotalAsync(session, words),
            "firmware" or "upload" or "served" => MaintenanceExpectation.RunAsync(session, what, words, s_within),
            "energy" => EnergyExpectation.RunAsync(session, words),
            "violations" => NoViolationsAsync(session, words),
            _ => throw new BenchException($"'{what}' cannot be expected; see 'help expect'"),
        };
    }

    private static Task<string?> StatusAsync(Session session, Words words)
    {
        var status = words.NextName<ConnectorStatus>();
        var number = session.Connector;
        return UntilAsync(session, words, () => session.Bench.Connector(number).Status == status,
            () => $"status {status}", () => $"{session.Bench.Connector(number).Status}");
    }

    private static Task<string?> ErrorAsync(Session session, Words words)
    {
        var error = words.NextName<ErrorCode>();
        var number = session.Connector;
        return UntilAsync(session, words, () => session.Bench.Connector(number).LastReport?.ErrorCode == error,
            () => $"error {error}", () => $"{session.Bench.Connector(number).LastReport?.ErrorCode}");
    }

    private static Task<string?> ContactorAsync(Session session, Words words)
    {
        var closed = TakeEither(words, "closed", "open");
        var contactor = session.Bench.Physical(session.Connector).Contactor;
        return UntilAsync(session, words, () => contactor.MainsClosed == closed,
            () => $"contactor {(closed ? "closed" : "open")}", () => contactor.MainsClosed ? "closed" : "open");
    }

    private static Task<string?> LockAsync(Session session, Words words)
    {
        var locked = TakeEither(words, "locked", "unlocked");
        var number = session.Connector;
        var wanted = locked ? CableLockState.Locked : CableLockState.Unlocked;
        return UntilAsync(session, words, () => session.Bench.Connector(number).Devices.Lock?.State == wanted,
            () => $"lock {(locked ? "locked" : "unlocked")}", () => $"{session.Bench.Connector(number).Devices.Lock?.State}");
    }

    private static Task<string?> LinkAsync(Session session, Words words)
    {
        var state = words.NextName<LinkState>();
        return UntilAsync(session, words, () => session.Bench.Composed?.Protocol.Link.State == state,
            () => $"link {state}", () => $"{session.Bench.Composed?.Protocol.Link.State}");
    }

    private static async Task<string?> NoViolationsAsync(Session session, Words words)
    {
        if (words.Next("none") is not "none" and var other)
        {
            throw new LanguageException($"expected none, found '{Quoted.Short(other)}'");
        }

        words.End();
        List<Violation> violations = session.Bench.Csms is null
            ? []
            : await session.Bench.CentralSystem.AskAsync((_, _) => session.Bench.CentralSystem.Judge.Violations.ToList());
        return violations.Count == 0
            ? null
            : throw new ExpectationException($"the central system counts {violations.Count} violations of the standard, the first: {violations[0]}");
    }

    private static bool TakeEither(Words words, string yes, string no)
    {
        var word = words.Next($"{yes} or {no}");
        return word == yes || (word == no ? false : throw new BenchException($"expected {yes} or {no}, found '{word}'"));
    }

    private static async Task<string?> UntilAsync(Session session, Words words, Func<bool> condition, Func<string> wanted, Func<string> found)
    {
        var within = words.TryTake("within") ? words.NextDuration() : s_within;
        words.End();
        return await session.Bench.UntilAsync(condition, within)
            ? null
            : throw new ExpectationException(
                $"connector {session.Connector}: expected {wanted()} within {within}, found {found()}; {Describe(session)}");
    }

    private static string Describe(Session session) => session.Bench.Composed is null
        ? "the station is switched off"
        : ConnectorView.Of(session.Bench, session.Connector).Describe();
}
