using System.Text.Json;
using ChargerFirmware.Ocpp.Json;
using ChargerFirmware.Ocpp16.Messages.Core;
using ChargerFirmware.Ocpp16.Messages.FirmwareManagement;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Central.Ocpp16.Reading;

/// <summary>Requests as their station means them, with a place holder for what it left out and the standard requires.</summary>
internal static class TolerantRequests
{
    private static readonly JsonDocumentOptions s_bounded = new() { MaxDepth = MessageJson.MaxDepth };

    /// <returns>Null where nothing can be made of it.</returns>
    public static T? Read<T>(ReadOnlyMemory<byte> payload, DateTimeOffset now)
        where T : class => TolerantReader.Read<T>(payload) is { } request ? Complete(request, payload, now) as T : null;

    private static object? Complete(object request, ReadOnlyMemory<byte> payload, DateTimeOffset now) => request switch
    {
        AuthorizeRequest authorize => string.IsNullOrEmpty(authorize.IdTag) ? null : authorize,
        BootNotificationRequest boot => boot with { ChargePointVendor = boot.ChargePointVendor ?? "", ChargePointModel = boot.ChargePointModel ?? "" },
        DataTransferRequest transfer => transfer with { VendorId = transfer.VendorId ?? "" },
        StartTransactionRequest start => start with { IdTag = start.IdTag ?? "" },
        StopTransactionRequest stop => stop with
        {
            Timestamp = OrNow(stop.Timestamp, now),
            Reason = stop.Reason is { } reason && !TolerantReader.IsKnown(reason) ? Reason.Other : stop.Reason,
            TransactionData = Complete(stop.TransactionData, now),
        },
        MeterValuesRequest values => values with { MeterValue = Complete(values.MeterValue, now) },
        StatusNotificationRequest status => status with
        {
            // An absent word has the value of the first one.
            Status = Has(payload, "status") ? status.Status : (ChargePointStatus)TolerantValue.UnknownWord,
            ErrorCode = !Has(payload, "errorCode") ? ChargePointErrorCode.NoError
                : TolerantReader.IsKnown(status.ErrorCode) ? status.ErrorCode
                : ChargePointErrorCode.OtherError,
        },
        DiagnosticsStatusNotificationRequest diagnostics when !Has(payload, "status") =>
            diagnostics with { Status = (DiagnosticsStatus)TolerantValue.UnknownWord },
        FirmwareStatusNotificationRequest firmware when !Has(payload, "status") => firmware with { Status = (FirmwareStatus)TolerantValue.UnknownWord },
        _ => request,
    };

    private static List<MeterValue> Complete(IReadOnlyList<MeterValue>? values, DateTimeOffset now) =>
    [
        .. (values ?? []).Select(value => value with
        {
            Timestamp = OrNow(value.Timestamp, now),
            SampledValue = [.. (value.SampledValue ?? []).Where(sampled => sampled.Value is not null)],
        }),
    ];

    private static DateTimeOffset OrNow(DateTimeOffset moment, DateTimeOffset now) => moment == default ? now : moment;

    private static bool Has(ReadOnlyMemory<byte> payload, string name)
    {
        using var json = JsonDocument.Parse(payload, s_bounded);
        foreach (var member in json.RootElement.EnumerateObject())
        {
            if (string.Equals(NameOf(member), name, StringComparison.OrdinalIgnoreCase))
            {
                return member.Value.ValueKind != JsonValueKind.Null;
            }
        }

        return false;
    }

    private static string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            // Half a character.
            return "";
        }
    }
}
