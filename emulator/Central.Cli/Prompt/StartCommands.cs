using System.Globalization;
using ChargerFirmware.Bench;
using ChargerFirmware.Central.Store;
using ChargerFirmware.Ocpp.Links;
using ChargerFirmware.Ocpp16;

namespace ChargerFirmware.Central.Cli.Prompt;

/// <summary>Starts and stops a central system and charge points in this process.</summary>
internal sealed class StartCommands(PromptSession session, BoardCommands boards)
{
    // Of the program whose words these are.
    private const int UsualPingIntervalSeconds = 300;

    public IEnumerable<PromptCommand> All =>
    [
        new("start_cs", "<port> [-i pingInterval] [-u endpoint] [-p protocols]", "start a central system on a port of loopback", StartCentralSystemAsync),
        new("start_cp", "<url> <id> [-p protocol] [-i pingInterval] [--board BOARD]",
            "start a charge point whose calls are typed, and connect it; with --board a whole station on an emulated board", StartChargePointAsync),
        new("stop_cs", "", "stop the central system", StopCentralSystemAsync),
        new("stop_cp", "[--id ID]", "stop a charge point of this process", StopChargePointAsync),
    ];

    private async Task<PromptCall?> StartCentralSystemAsync(PromptLine line)
    {
        RefuseSoap(line, "-t", "-f", "-r");
        CheckProtocol(line);
        var interval = PingInterval(line);

        // Any path leads to a charge point by its last segment, the endpoint of those who name one as well.
        line.TakeOption("-u");
        var typed = line.TakeWord("a port");
        line.End();
        if (!int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port > 65_535)
        {
            throw new PromptException($"start_cs: expected a port from 0 to 65535, found '{Quoted.Short(typed)}'");
        }

        if (session.CentralSystem is { Port: var taken })
        {
            var where = taken is null ? "" : FormattableString.Invariant($" on port {taken}");
            throw new PromptException($"start_cs: a central system is running{where} already");
        }

        try
        {
            session.Attach(await session.Surroundings.StartCentralSystem(new CentralSystemStart(port, interval)));
        }
        catch (Exception refusal) when (refusal is IOException or StoreException)
        {
            throw new PromptException($"start_cs: {refusal.Message}");
        }

        return null;
    }

    private async Task<PromptCall?> StopCentralSystemAsync(PromptLine line)
    {
        line.End();
        if (session.CentralSystem is null)
        {
            throw new PromptException("stop_cs: no central system is running");
        }

        await session.DetachAsync();
        return null;
    }

    private async Task<PromptCall?> StartChargePointAsync(PromptLine line)
    {
        RefuseSoap(line, "-t", "-f", "-r");
        CheckProtocol(line);
        var interval = PingInterval(line);
        var board = line.TakeOption("--board");
        var typed = line.TakeWord("the URL of a central system");
        var id = line.TakeWord("the id of the charge point");
        line.End();
        if (session.ChargePoints.Exists(running => running.Identity == id) || session.Boards.Exists(running => running.Identity == id))
        {
            throw new PromptException($"start_cp: a charge point '{Quoted.Short(id)}' is running already");
        }

        // Not quoted back: people write passwords into addresses.
        var address = Uri.TryCreate(typed, UriKind.Absolute, out var url) && url.Scheme is "ws" or "wss"
            ? url
            : throw new PromptException("start_cp: expected an address that begins with ws:// or wss://");
        if (board is not null)
        {
            boards.Start(id, address, board);
            return null;
        }

        var point = Create(id, address);
        point.PingInterval = interval;
        session.Say($"ChargePoint #{id} started.");
        try
        {
            await point.ConnectAsync();
        }
        catch (LinkRefusedException refusal)
        {
            throw new PromptException($"start_cp: cp#{id}: {refusal.Message}");
        }

        session.ChargePoints.Add(point);
        session.RaiseConnectionsChanged();
        return null;
    }

    private PromptChargePoint Create(string id, Uri address)
    {
        try
        {
            return new PromptChargePoint(
                session.Surroundings, id, address, session.Frames, session.Plugins.Hook("cp"), text =>
                {
                    session.Say($"cp#{id}: {text}");
                    session.RaiseConnectionsChanged();
                });
        }
        catch (ArgumentException refusal)
        {
            throw new PromptException($"start_cp: {refusal.Message}");
        }
    }

    private async Task<PromptCall?> StopChargePointAsync(PromptLine line)
    {
        string[] running = [.. session.ChargePoints.Select(one => one.Identity), .. session.Boards.Select(one => one.Identity)];
        var id = line.TakeOption("--id") ?? (running.Length == 1 ? running[0] : null);
        line.End();
        if (session.Boards.Find(one => one.Identity == id) is { } board)
        {
            await boards.StopAsync(board);
        }
        else if (session.ChargePoints.Find(one => one.Identity == id) is { } point)
        {
            session.ChargePoints.Remove(point);
            point.Stop();
        }
        else
        {
            throw new PromptException(
                running.Length == 0 ? "stop_cp: no charge point is running here" : $"stop_cp: expected --id with one of: {string.Join(", ", running)}");
        }

        return null;
    }

    private static TimeSpan PingInterval(PromptLine line) =>
        line.TakeOption("-i") is { } typed ? SetCommands.Seconds($"{line.Command}: -i", typed) : TimeSpan.FromSeconds(UsualPingIntervalSeconds);

    private static void RefuseSoap(PromptLine line, params string[] options)
    {
        foreach (var option in options)
        {
            var value = line.TakeOption(option);
            if (value is not null && !(option == "-t" && value == "websocket"))
            {
                throw new PromptException($"{line.Command}: {option} {Quoted.Short(value)}: SOAP is not there yet; expected -t websocket, or no {option}");
            }
        }
    }

    private static void CheckProtocol(PromptLine line)
    {
        if (line.TakeOption("-p") is { } typed && !typed.Split(',').Contains(Ocpp16Catalog.Subprotocol))
        {
            throw new PromptException($"{line.Command}: -p {Quoted.Short(typed)} is not there yet; expected {Ocpp16Catalog.Subprotocol}");
        }
    }
}
