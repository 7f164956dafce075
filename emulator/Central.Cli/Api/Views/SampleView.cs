using ChargerFirmware.Central.Records;

namespace ChargerFirmware.Central.Cli.Api.Views;

/// <summary>One sampled value in the words of its station; null for what it left out.</summary>
/// <param name="Unit">Wh where it is null.</param>
/// <param name="TransactionData">It came with the end of the session.</param>
internal sealed record SampleView(
    DateTimeOffset Time,
    string Value,
    string? Context,
    string? Format,
    string? Measurand,
    string? Phase,
    string? Location,
    string? Unit,
    bool TransactionData)
{
    public static SampleView Of(MeterSample sample) => new(
        sample.Time,
        sample.Value,
        sample.Context,
        sample.Format,
        sample.Measurand,
        sample.Phase,
        sample.Location,
        sample.Unit,
        sample.IsTransactionData);
}
