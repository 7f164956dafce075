using System.Text;
using System.Text.Json;
using ChargerFirmware.Bench;
using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Ocpp.Rpc;
using ChargerFirmware.Ocpp16;

namespace ChargerFirmware.Central.Cli.Prompt;

/// <summary>Calls by the names of their actions, and what is sent as it is typed.</summary>
internal sealed class CallCommands(PromptSession session)
{
    public IEnumerable<PromptCommand> All =>
    [
        new("send", "[--remote-id ID | --id ID] <Action> [JSON]", "make a call with any action and payload, right or wrong", SendAsync),
        new("send_raw", "[--remote-id ID | --id ID] <text>", "send a text as it is typed, be it a frame or not", SendRawAsync),
        new("list", "", "list the charge points that are connected or running here", ListAsync),
    ];

    /// <summary>Makes the call that an action's command says.</summary>
    /// <exception cref="PromptException">It is refused; nothing was sent.</exception>
    public PromptCall Call(PromptLine line, ActionDescription action, CallDirection side)
    {
        var force = line.TakeFlag("--force");
        var isRemote = side == CallDirection.FromCentralSystem;
        var id = line.TakeOption(isRemote ? "--remote-id" : "--id");
        var arguments = line.TakeArguments();
        line.End();

        var builder = new PayloadBuilder(line.Command, action);
        var payload = builder.Default(session.Surroundings.Loop.Time.GetUtcNow());
        builder.Amend(payload, arguments, force);
        var station = isRemote ? Station(line.Command, id) : null;
        var point = isRemote ? null : ChargePoint(line.Command, id);
        if (action == Ocpp16Catalog.RemoteStopTransaction || action == Ocpp16Catalog.StopTransaction)
        {
            var last = session.LastTransactionOf(isRemote, station?.Identity ?? point!.Identity);
            if (last is not null && arguments.All(argument => argument.Path != "transactionId"))
            {
                payload["transactionId"] = last;
            }
        }

        if (!force)
        {
            builder.Check(payload);
        }

        return Begin(line.Command, action.Name, PayloadBuilder.Encode(payload), station, point);
    }

    private Task<PromptCall?> SendAsync(PromptLine line)
    {
        var (station, point) = Target(line);
        var action = line.TakeWord("the name of an action");
        var payload = string.Join(' ', line.TakeRest());
        payload = payload.Length == 0 ? "{}" : payload;
        try
        {
            using var json = JsonDocument.Parse(payload);
        }
        catch (JsonException broken)
        {
            throw new PromptException(
                $"{line.Command}: expected JSON behind the action; it breaks at character {broken.BytePositionInLine + 1} (send_raw sends anything)");
        }

        return Task.FromResult<PromptCall?>(Begin(line.Command, action, Encoding.UTF8.GetBytes(payload), station, point));
    }

    private Task<PromptCall?> SendRawAsync(PromptLine line)
    {
        var (station, point) = Target(line);
        var text = Encoding.UTF8.GetBytes(string.Join(' ', line.TakeRest()));
        var isSent = point?.TrySendRaw(text) ?? station!.SendFrame(text);
        return isSent
            ? Task.FromResult<PromptCall?>(null)
            : throw new PromptException($"{line.Command}: there is no way to send that to '{station?.Identity ?? point?.Identity}' now");
    }

    private Task<PromptCall?> ListAsync(PromptLine line)
    {
        line.End();
        var stations = session.CentralSystem?.Csms.Stations.Where(station => station.IsConnected).Select(station => station.Identity).ToArray() ?? [];
        var state = session.CentralSystem is null ? "no central system is running"
            : stations.Length == 0 ? "no charge point is connected"
            : $"connected: {string.Join(", ", stations.Select(id => $"cp#{id}"))}";
        session.Print($"cs: {state}");
        foreach (var point in session.ChargePoints)
        {
            session.Print($"cp#{point.Identity}: {(point.IsConnected ? "connected" : "not connected")}");
        }

        foreach (var board in session.Boards)
        {
            session.Print($"cp#{board.Identity}: {(board.IsConnected ? "connected" : "not connected")}, on an emulated board");
        }

        return Task.FromResult<PromptCall?>(null);
    }

    /// <summary>Either side: what is named, or the only one there is.</summary>
    private (ConnectedStation? Station, PromptChargePoint? Point) Target(PromptLine line)
    {
        var remote = line.TakeOption("--remote-id");
        var id = line.TakeOption("--id");
        if (remote is not null && id is not null)
        {
            throw new PromptException($"{line.Command}: expected --remote-id or --id, found both");
        }

        return id is not null || (remote is null && session.CentralSystem is null)
            ? (null, ChargePoint(line.Command, id))
            : (Station(line.Command, remote), null);
    }

    private static PromptCall Begin(string command, string action, byte[] payload, ConnectedStation? station, PromptChargePoint? point)
    {
        try
        {
            return point is not null
                ? new PromptCall($"cp#{point.Identity}", "cs", action, point.CallAsync(action, payload))
                : new PromptCall("cs", $"cp#{station!.Identity}", action, Watched(station.CallAsync(action, payload)));
        }
        catch (ArgumentException refusal)
        {
            throw new PromptException($"{command}: {refusal.Message}");
        }
    }

    /// <summary>Its refusals come late, because the method is asynchronous.</summary>
    private static Task<CallOutcome> Watched(Task<CallOutcome> call) =>
        call is { IsFaulted: true, Exception.InnerException: ArgumentException refusal } ? throw refusal : call;

    private ConnectedStation Station(string command, string? id)
    {
        var system = session.CentralSystem ?? throw new PromptException($"{command}: no central system is running; start one with 'start_cs <port>'");
        var connected = system.Csms.Stations.Where(station => station.IsConnected).ToArray();
        var found = id is null && connected.Length == 1 ? connected[0] : connected.FirstOrDefault(station => station.Identity == id);
        return found ?? throw NotFound(command, "--remote-id", id, connected.Select(station => station.Identity), "connected");
    }

    private PromptChargePoint ChargePoint(string command, string? id)
    {
        var points = session.ChargePoints;
        if (session.Boards.Exists(board => board.Identity == id || (id is null && points.Count == 0)))
        {
            throw new PromptException($"{command}: its firmware calls by itself; expected words that move what stands before it: plug, swipe ('board help')");
        }

        return (id is null && points.Count == 1 ? points[0] : points.Find(point => point.Identity == id))
            ?? throw NotFound(command, "--id", id, points.Select(point => point.Identity), "running here; start one with 'start_cp <url> <id>'");
    }

    private static PromptException NotFound(string command, string option, string? id, IEnumerable<string> known, string state)
    {
        var all = string.Join(", ", known);
        return new PromptException(
            all.Length == 0 ? $"{command}: no charge point is {state}"
            : id is null ? $"{command}: several charge points are there, expected {option} with one of: {all}"
            : $"{command}: {option}: expected one of: {all}, found '{Quoted.Short(id)}'");
    }
}
