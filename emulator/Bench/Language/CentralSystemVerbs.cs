using System.Text;
using System.Text.Json;
using ChargerFirmware.Bench.Views;
using ChargerFirmware.Central;
using ChargerFirmware.Central.Records;
using ChargerFirmware.Ocpp;
using ChargerFirmware.Ocpp.Json;
using ChargerFirmware.Ocpp.Rpc;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Bench.Language;

/// <summary>What the central system on the bench knows and commands.</summary>
internal static class CentralSystemVerbs
{
    private static readonly JsonDocumentOptions s_bounded = new() { MaxDepth = MessageJson.MaxDepth };

    public static IReadOnlyList<Verb> All { get; } =
    [
        Do("tag", "tag TAG Accepted|Blocked|Expired|Invalid|ConcurrentTx [parent TAG]", "what the central system says of a tag from now on", words =>
        {
            var tag = words.Next("a tag");
            var status = words.NextName<TokenStatus>();
            var parent = words.TryTake("parent") ? words.Next("the parent tag") : null;
            return central => central.Csms.Tokens.SetAsync(tag, status, parent);
        }),
        Call("remote-start", "remote-start [N] TAG", "RemoteStartTransaction", "RemoteStartTransaction", (session, words) =>
        {
            var (connector, tag) = DriverVerbs.TakeToken(session.Connector, words);
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
            var value = $"{words.Next("a value, or \"\" for an empty one")} {words.Rest()}".TrimEnd();
            return Json(writer =>
            {
                writer.WriteString("key", key);
                writer.WriteString("value", value == "\"\"" ? "" : value);
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
            int? connector = words.IsEnd ? null : words.NextWhole("a connector's number", int.MinValue);
            return Json(writer =>
            {
                writer.WriteString("requestedMessage", message.ToString());
                if (connector is { } number)
                {
                    writer.WriteNumber("connectorId", number);
                }
            });
        }) with
        {
            Needs = static (needs, words) =>
            {
                words.Next("a message");
                needs.Connector(words.TryTakeNumber() ?? 0);
            },
        },
        new("call", "call ACTION [JSON]", "any call of the central system to the station, as it is written", (session, words) =>
        {
            var action = words.Next("an action");
            var payload = words.Rest();
            session.Called.Add(action);
            return CallAsync(session, action, Encoding.UTF8.GetBytes(payload.Length == 0 ? "{}" : payload));
        })
        {
            Needs = static (needs, words) =>
            {
                if (words.TryTake("UnlockConnector"))
                {
                    foreach (var connector in BoardNeeds.ConnectorsIn(words.Rest()))
                    {
                        needs.SameCable(connector);
                    }
                }
            },
        },
        new("stations", "stations", "the stations that the central system knows, strangers too: since when, what they are, statuses, last violation",
            async (session, words) =>
            {
                words.End();
                return string.Join('\n', (await StationAtCentralView.AllAsync(session.Bench)).Select(view => view.Describe()));
            }),
        Do("boot-answer", "boot-answer Accepted|Pending|Rejected [SECONDS]", "what BootNotification is answered from now on", words =>
        {
            var answer = new BootAnswer(words.NextName<RegistrationState>(), words.NextWholeOr(300, "a number of seconds", int.MinValue));
            return Now(central => central.Station.BootAnswer = answer);
        }),
        Do("central-clock", "central-clock ahead|behind DURATION", "what time the central system gives from now on; ahead 0s is right", words =>
        {
            var error = PhysicsVerbs.NextClockError(words);
            return Now(central => central.Csms.Clock.Error = error);
        }),
        Do("stall", "stall [DURATION]", "the central system holds its answers back, for a while or until 'resume'", words =>
        {
            TimeSpan? duration = words.IsEnd ? null : words.NextDuration();
            return Now(central => central.Behaviour.Stall(duration));
        }),
        Do("delay-answers", "delay-answers DURATION [ACTION]", "the central system takes so long for each answer (to ACTION) from now on", words =>
        {
            var delay = words.NextDuration();
            var action = words.IsEnd ? null : words.NextAction();
            return Now(central => central.Behaviour.DelayAnswers(delay, action));
        }),
        Do("resume", "resume", "the central system answers again", _ => Now(central => central.Behaviour.Resume())),
        Do("fail", "fail ACTION [TIMES] [CODE]", "the central system answers the next calls of ACTION with a CALLERROR", words =>
        {
            var action = words.NextAction();
            var times = words.NextWholeOr(1, "how many times", 1, NetworkVerbs.MostTimes);
            var code = words.Peek is null ? nameof(ErrorCode.InternalError) : words.Next("an error code");
            return Enum.IsDefined(typeof(ErrorCode), code)
                ? Now(central => central.Behaviour.FailNext(action, times, Enum.Parse<ErrorCode>(code)))
                : throw new BenchException($"expected one of: {string.Join(", ", Enum.GetNames<ErrorCode>())}; found '{code}'");
        }),
    ];

    /// <summary>A verb that sets something at the central system: the words are read here, what they ask is done on its loop.</summary>
    private static Verb Do(string name, string usage, string summary, Func<Words, Func<BenchCentralSystem, Task>> read) =>
        new(name, usage, summary, async (session, words) =>
        {
            var work = read(words);
            words.End();
            var central = session.Bench.CentralSystem;
            await central.Csms.Loop.RunAsync(() => work(central));
            return null;
        });

    private static Func<BenchCentralSystem, Task> Now(Action<BenchCentralSystem> work) => central =>
    {
        work(central);
        return Task.CompletedTask;
    };

    /// <summary>A verb that is a call of the central system.</summary>
    internal static Verb Call(string name, string usage, string summary, string action, Func<Session, Words, ReadOnlyMemory<byte>> payload) =>
        new(name, usage, summary, (session, words) =>
        {
            var json = payload(session, words);
            words.End();
            return CallAsync(session, action, json);
        });

    public static async Task<string?> CallAsync(Session session, string action, ReadOnlyMemory<byte> payload)
    {
        try
        {
            using var json = JsonDocument.Parse(payload, s_bounded);
        }
        catch (JsonException refusal)
        {
            throw new BenchException($"expected JSON after {action}: {refusal.Message}");
        }

        var outcome = await AskAsync(session.Bench, action, payload);
        return outcome switch
        {
            CallOutcome.Result result => Encoding.UTF8.GetString(result.Payload.Span),
            CallOutcome.Error error => $"CALLERROR {error.CodeWord} {error.Description}".TrimEnd(),
            _ => throw new BenchException($"{action} was not answered: {outcome.GetType().Name}"),
        };
    }

    private static async Task<CallOutcome> AskAsync(Workbench bench, string action, ReadOnlyMemory<byte> payload)
    {
        try
        {
            return await bench.CentralSystem.AskAsync((_, station) => station.CallAsync(action, payload));
        }
        catch (ArgumentException refusal)
        {
            throw new BenchException(refusal.Message);
        }
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
