using System.Text.Json;
using ChargerFirmware.Station;
using ChargerFirmware.Station.Connectors;
using ChargerFirmware.Station.Profiles;
using ChargerFirmware.Station.Transactions;
using ChargerFirmware.Telemetry.Mqtt.Configuration;
using ChargerFirmware.Telemetry.Mqtt.Connection;
using ChargerFirmware.Telemetry.Mqtt.Topics;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Telemetry.Mqtt.Commands;

/// <summary>
/// Carries out commands over MQTT that the station's owner has allowed, that are current, and that are unambiguous.
/// Everything else is refused with an answer and changes nothing.
/// </summary>
internal sealed class CommandHandler
{
    /// <summary>More than any charger gives; in A or W.</summary>
    private const decimal MostLimit = 1_000_000;

    private readonly TelemetrySources _sources;
    private readonly IReadOnlySet<CommandVerb> _allowed;
    private readonly TopicTree _topics;
    private readonly AnswerPublisher _answers;
    private readonly ILogger _logger;

    public CommandHandler(TelemetrySources sources, IReadOnlySet<CommandVerb> allowed, TopicTree topics, AnswerPublisher answers, ILogger logger)
    {
        _sources = sources;
        _allowed = allowed;
        _topics = topics;
        _answers = answers;
        _logger = logger;
    }

    private ChargingStation Station => _sources.Station;

    /// <summary>What has to be subscribed to: nothing, where nothing is allowed.</summary>
    public static IReadOnlyList<string> Filters(IReadOnlySet<CommandVerb> allowed, TopicTree topics) =>
        allowed.Count == 0 ? [] : [topics.Command(0, null), topics.Command(null, null)];

    public void Receive(ReceivedMessage message) => _sources.Loop.Start(() => HandleAsync(message));

    private async Task HandleAsync(ReceivedMessage message)
    {
        if (CommandAddress.Of(message.Topic, _topics) is not { } address)
        {
            return;
        }

        var fields = new CommandFields();
        string result;
        string? reason = null;
        try
        {
            result = await CarryOutAsync(message, address, fields);
        }
        catch (CommandException refusal)
        {
            result = CommandAnswer.Refused;
            reason = refusal.Message;
        }

        var answer = new CommandAnswer(fields.Id, address.Verb, address.Connector, result, reason, Station.Clock.UtcNow);
        _logger.Log(
            answer.IsRefusal ? LogLevel.Debug : LogLevel.Information, "MQTT command {Command} for connector {ConnectorId}: {Result} {Reason}",
            answer.Command, answer.Connector, result, reason);
        _answers.Answer(message, answer);
    }

    /// <returns>What it came to.</returns>
    /// <exception cref="CommandException">It is refused.</exception>
    private async Task<string> CarryOutAsync(ReceivedMessage message, CommandAddress address, CommandFields fields)
    {
        CommandFields.Read(message.Payload ?? throw new CommandException("expected 4096 bytes at most"), fields);
        if (message.WasRetained)
        {
            throw new CommandException("expected a command of now: this one was retained by the broker, who knows for how long");
        }

        if (CommandVerbs.Find(address.Verb) is not { } verb || !_allowed.Contains(verb))
        {
            var allowed = string.Join(", ", CommandVerbs.All.Where(_allowed.Contains).Select(CommandVerbs.Name));
            throw new CommandException($"not allowed here; expected one of {allowed}");
        }

        if (address.Connector > Station.Connectors.Count)
        {
            throw new CommandException($"there is no connector {address.Connector}; expected 1 to {Station.Connectors.Count}");
        }

        switch (verb)
        {
            case CommandVerb.Limit:
                await LimitAsync(address.Connector, fields);
                return CommandAnswer.Accepted;
            case CommandVerb.Pause or CommandVerb.Resume:
                fields.RequireEmpty("an empty object, or id");
                await Task.WhenAll(Affected(address.Connector).Select(
                    connector => Station.Operator.SetPausedAsync(connector.Id, isPaused: verb == CommandVerb.Pause)));
                return CommandAnswer.Accepted;
            case CommandVerb.Stop:
                fields.RequireEmpty("an empty object, or id");
                Stop(address.Connector);
                return CommandAnswer.Accepted;
            default:
                return await SetAvailabilityAsync(address.Connector, fields);
        }
    }

    private Task LimitAsync(int connectorId, CommandFields fields)
    {
        const string Expected = "limitA or limitW, a number from 0 on, or null to take the limit back";
        if (connectorId == 0)
        {
            throw new CommandException("a limit is a connector's: expected connector/<n>/command/limit");
        }

        var amperes = fields.Take("limitA");
        var watts = fields.Take("limitW");
        fields.RequireEmpty(Expected);
        if (amperes is null == watts is null)
        {
            throw new CommandException($"expected {Expected}, and one of the two");
        }

        var unit = watts is null ? ChargingRateUnit.A : ChargingRateUnit.W;
        RateLimit? limit = (amperes ?? watts)!.Value switch
        {
            { ValueKind: JsonValueKind.Null } => null,
            { ValueKind: JsonValueKind.Number } number when number.TryGetDecimal(out var value) && value is >= 0 and <= MostLimit => new RateLimit(value, unit),
            _ => throw new CommandException($"expected {Expected}"),
        };
        return Station.Operator.SetLimitAsync(connectorId, limit);
    }

    /// <summary>Also who was about to begin does not.</summary>
    private void Stop(int connectorId)
    {
        var busy = Affected(connectorId).Where(connector => connector.Transaction is not null || connector.Pending is not null).ToList();
        if (busy.Count == 0)
        {
            throw new CommandException("no transaction runs there");
        }

        foreach (var connector in busy)
        {
            connector.Withdraw();
            connector.Stop(StopReason.Other);
        }
    }

    private async Task<string> SetAvailabilityAsync(int connectorId, CommandFields fields)
    {
        var operative = fields.TakeBoolean("operative");
        fields.RequireEmpty("operative");
        int? meant = connectorId == 0 ? null : connectorId;
        var change = Station.JudgeAvailability(meant, operative);
        await Station.SetAvailabilityAsync(meant, operative);
        Station.ShowAvailability();
        return change == AvailabilityChange.Scheduled ? CommandAnswer.Scheduled : CommandAnswer.Accepted;
    }

    private IEnumerable<Connector> Affected(int connectorId) =>
        Station.Connectors.Where(connector => connectorId == 0 || connector.Id == connectorId);
}
