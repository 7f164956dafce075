using System.Text;
using System.Text.Json;
using ChargerFirmware.CentralSystem;
using ChargerFirmware.Ocpp.Rpc;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Bench.Language;

/// <summary>What the central system on the bench knows and commands.</summary>
internal static class CentralSystemVerbs
{
    public static IReadOnlyList<Verb> All { get; } =
    [
        Verb.Of("tag", "tag TAG Accepted|Blocked|Expired|Invalid|ConcurrentTx [parent TAG]", "what the central system says of a tag from now on",
            (session, words) =>
            {
                var csms = session.Bench.Csms ?? throw new BenchException("the central system is somebody else's: tell it itself");
                var tag = words.Next("a tag");
                var status = words.NextName<AuthorizationStatus>();
                csms.Tags.Set(tag, status, words.TryTake("parent") ? words.Next("the parent tag") : null);
                return null;
            }),
        Call("remote-start", "remote-start [N] TAG", "RemoteStartTransaction", "RemoteStartTransaction", (session, words) =>
        {
            var first = words.Next("a tag");
            var connector = words.Peek is not null && int.TryParse(first, out var number) ? number : session.Connector;
            var tag = words.Peek is null ? first : words.Next("a tag");
            return Json(writer =>
            {
                writer.WriteNumber("connectorId", connector);
                writer.WriteString("idTag", tag);
            });
        }),
        Call("remote-stop", "remote-stop [ID]", "RemoteStopTransaction of ID, or of what runs here", "RemoteStopTransaction", (session, words) =>
        {
            var id = words.TryTakeNumber() ?? session.Bench.Connector(session.Connector).Transaction?.CentralSystemId
                ?? throw new BenchException($"connector {session.Connector}: no transaction that the central system knows");
            return Json(writer => writer.WriteNumber("transactionId", id));
        }),
        Call("set", "set KEY VALUE", "ChangeConfiguration", "ChangeConfiguration", (_, words) =>
        {
            var key = words.Next("a key");
            var value = words.Rest();
            return Json(writer =>
            {
                writer.WriteString("key", key);
                writer.WriteString("value", value);
            });
        }),
        Call("get", "get [KEY...]", "GetConfiguration", "GetConfiguration", (_, words) =>
        {
            var keys = words.Rest().Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return Json(writer =>
            {
                writer.WriteStartArray("key");
                foreach (var key in keys)
                {
                    writer.WriteStringValue(key);
                }

                writer.WriteEndArray();
            });
        }),
        Call("reset", "reset Soft|Hard", "Reset", "Reset", (_, words) =>
        {
            var type = words.NextName<ResetType>();
            return Json(writer => writer.WriteString("type", type.ToString()));
        }),
        Call("trigger", "trigger MESSAGE [N]", "TriggerMessage", "TriggerMessage", (_, words) =>
        {
            var message = words.NextName<MessageTrigger>();
            var connector = words.TryTakeNumber();
            return Json(writer =>
            {
                writer.WriteString("requestedMessage", message.ToString());
                if (connector is { } number)
                {
                    writer.WriteNumber("connectorId", number);
                }
            });
        }),
        new("call", "call ACTION [JSON]", "any call of the central system to the station, as it is written", (session, words) =>
        {
            var action = words.Next("an action");
            var payload = words.Rest();
            return CallAsync(session, action, Encoding.UTF8.GetBytes(payload.Length == 0 ? "{}" : payload));
        }),
        Verb.Of("boot-answer", "boot-answer Accepted|Pending|Rejected [SECONDS]", "what BootNotification is answered from now on", (session, words) =>
        {
            var status = words.NextName<RegistrationStatus>();
            session.Bench.AtCentralSystem().BootAnswer = new BootAnswer(status, words.TryTakeNumber() ?? 300);
            return null;
        }),
        Verb.Of("stall", "stall [DURATION]", "the central system holds its answers back, for a while or until 'resume'", (session, words) =>
        {
            session.Bench.AtCentralSystem().Behaviour.Stall(words.IsEnd ? null : words.NextDuration());
            return null;
        }),
        Verb.Of("delay-answers", "delay-answers DURATION [ACTION]", "the central system takes so long for each answer (to ACTION) from now on",
            (session, words) =>
            {
                session.Bench.AtCentralSystem().Behaviour.DelayAnswers(words.NextDuration(), words.IsEnd ? null : words.Next("an action"));
                return null;
            }),
        Verb.Of("resume", "resume", "the central system answers again", (session, _) =>
        {
            session.Bench.AtCentralSystem().Behaviour.Resume();
            return null;
        }),
        Verb.Of("fail", "fail ACTION [TIMES]", "the central system answers the next calls of ACTION with a CALLERROR", (session, words) =>
        {
            session.Bench.AtCentralSystem().Behaviour.FailNext(words.Next("an action"), words.TryTakeNumber() ?? 1);
            return null;
        }),
    ];

    /// <summary>A verb that is a call of the central system.</summary>
    internal static Verb Call(string name, string usage, string summary, string action, Func<Session, Words, ReadOnlyMemory<byte>> payload) =>
        new(name, usage, summary, (session, words) => CallAsync(session, action, payload(session, words)));

    public static async Task<string?> CallAsync(Session session, string action, ReadOnlyMemory<byte> payload)
    {
        try
        {
            using var json = JsonDocument.Parse(payload);
        }
        catch (JsonException refusal)
        {
            throw new BenchException($"expected JSON after {action}: {refusal.Message}");
        }

        var outcome = await session.Bench.AtCentralSystem().CallAsync(action, payload);
        return outcome switch
        {
            CallOutcome.Result result => Encoding.UTF8.GetString(result.Payload.Span),
            CallOutcome.Error error => $"CALLERROR {error.CodeWord} {error.Description}".TrimEnd(),
            _ => throw new BenchException($"{action} was not answered: {outcome.GetType().Name}"),
        };
    }

    public static ReadOnlyMemory<byte> Json(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
