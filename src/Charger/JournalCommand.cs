using System.CommandLine;
using System.Globalization;
using ChargerFirmware.Composition.CommandLine;
using ChargerFirmware.Station.Ocpp16.Transactions;
using ChargerFirmware.Station.Protocol.Transactions;
using ChargerFirmware.Store.Sqlite.Adapters;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChargerFirmware.Charger;

/// <summary>
/// <c>charger journal list|retry</c>: the transaction messages that wait, and those that the central system refused for good. Only of a
/// station that is stopped: two programs on one journal would send messages twice.
/// </summary>
internal static class JournalCommand
{
    public static Command Create()
    {
        var store = CommandLine.StoreOption();
        var id = new Option<string?>("--id") { Description = "the station, where several have run here", HelpName = "ID" };
        var list = new Command("list", "Print every message that waits or was given up, in order.") { store, id };
        list.SetAction((result, _) => WithAsync(
            result.GetValue(store), result.GetValue(id), journal => ListAsync(journal, result.InvocationConfiguration.Output)));

        var sequence = new Argument<long?>("number") { Description = "the number that 'list' shows; all of them by default", Arity = ArgumentArity.ZeroOrOne };
        var retry = new Command("retry", "Put dead letters back into the queue, at their old place; the station sends them when it is started.")
        {
            sequence, store, id,
        };
        retry.SetAction((result, _) => WithAsync(
            result.GetValue(store), result.GetValue(id), journal => RetryAsync(journal, result.GetValue(sequence), result.InvocationConfiguration.Output)));
        return new Command("journal", "Inspect and retry the transaction messages of a station that is stopped.") { list, retry };
    }

    private static async Task<int> WithAsync(string? store, string? stationId, Func<JournalView, Task<int>> look)
    {
        try
        {
            var path = StoreChoice.Find(store, stationId, StoreChoice.Home());
            using var folder = StoreFolder.Open(path, NullLogger.Instance);
            return await look(new JournalView(folder.Store, TransactionMessages.Shared, NullLogger.Instance));
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"charger: {refusal.Message}");
            return ExitCode.Problems;
        }
    }

    private static Task<int> ListAsync(JournalView journal, TextWriter output)
    {
        var messages = journal.List();
        foreach (var message in messages)
        {
            var place = message.IsDeadLetter ? "given up" : "waiting";
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{message.Sequence,6} {place,-8} {message.Action,-16} refused {message.Failures}x {message.Payload}"));
        }

        output.WriteLine($"{messages.Count(message => !message.IsDeadLetter)} waiting, {messages.Count(message => message.IsDeadLetter)} given up");
        return Task.FromResult(ExitCode.Fine);
    }

    private static async Task<int> RetryAsync(JournalView journal, long? sequence, TextWriter output)
    {
        var count = await journal.RetryAsync(sequence);
        output.WriteLine($"{count} put back into the queue");
        return count > 0 || sequence is null ? ExitCode.Fine : ExitCode.Problems;
    }
}
