using ChargerFirmware.Bench;
using ChargerFirmware.Composition.Adapters;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Central.Cli.Prompt;

/// <summary>Starts whole stations on emulated boards, and hands the bench's words to them.</summary>
internal sealed class BoardCommands(PromptSession session)
{
    public IEnumerable<PromptCommand> All =>
    [
        new("board", "[--id ID] <words>", "say words of the bench to a charge point with a board: plug, swipe 04A1B2C3, unplug, status, help", SayAsync),
    ];

    /// <exception cref="PromptException">There is no such board, or it cannot be started.</exception>
    public void Start(string id, Uri address, string board)
    {
        try
        {
            var station = new BoardChargePoint(session.Surroundings, id, address, board, session.Frames, text =>
            {
                session.Say($"cp#{id}: {text}");
                session.RaiseConnectionsChanged();
            });
            session.Boards.Add(station);
            session.Say($"ChargePoint #{id} started.");
            station.Start();
        }
        catch (Exception refusal) when (refusal is BoardException or ArgumentException or BenchException)
        {
            throw new PromptException($"start_cp: {refusal.Message}");
        }
    }

    /// <summary>Ends one in order.</summary>
    public async Task StopAsync(BoardChargePoint station)
    {
        session.Boards.Remove(station);
        await station.StopAsync(TerminationDeadline.OrderlyTime);
        session.Say($"cp#{station.Identity}: Stopped.");
    }

    /// <summary>Says a line to the board that is named, or to the only one there is.</summary>
    /// <exception cref="PromptException">There is none, or it refuses the line.</exception>
    public async Task SayAsync(string? id, string line)
    {
        var boards = session.Boards;
        var board = (id is null && boards.Count == 1 ? boards[0] : boards.Find(board => board.Identity == id)) ?? throw new PromptException(
            boards.Count == 0 ? "board: none is running here; start one with 'start_cp <url> <id> --board emulated'"
            : $"board: expected --id with one of: {string.Join(", ", boards.Select(board => board.Identity))}");
        try
        {
            if (await board.RunAsync(line) is { Length: > 0 } answer)
            {
                session.Print(answer);
            }
        }
        catch (BenchException refusal)
        {
            throw new PromptException(refusal.Message);
        }
    }

    private async Task<PromptCall?> SayAsync(PromptLine line)
    {
        var id = line.TakeOption("--id");
        await SayAsync(id, string.Join(' ', line.TakeRest()));
        return null;
    }
}
