using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using ChargerFirmware.Central.Ocpp16.Reading;
using ChargerFirmware.Central.Records;
using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.Core;
using ChargerFirmware.Ocpp16.Messages.LocalAuthListManagement;
using ChargerFirmware.Ocpp16.Messages.SmartCharging;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Central.Ocpp16.Commands;

/// <summary>Keeps what a station has accepted: settings, reservations, profiles, its local list, requests for firmware and diagnostics.</summary>
internal sealed class AcceptedCommands(Csms csms, ConnectedStation station)
{
    private DateTimeOffset Now => csms.Loop.Time.GetUtcNow();

    /// <summary>The station has answered a call.</summary>
    public Task KeepAsync(string action, ReadOnlyMemory<byte> request, ReadOnlyMemory<byte> response) => action switch
    {
        nameof(Ocpp16Catalog.GetConfiguration) when Read(Ocpp16Catalog.GetConfiguration, request, response) is var (_, shown) => KeepAsync(shown),
        nameof(Ocpp16Catalog.ChangeConfiguration) when Read(Ocpp16Catalog.ChangeConfiguration, request, response) is var (asked, answer) =>
            KeepAsync(asked, answer),
        nameof(Ocpp16Catalog.ReserveNow) when Read(Ocpp16Catalog.ReserveNow, request, response) is var (asked, answer) &&
            answer.Status == ReservationStatus.Accepted =>
            station.KeepAsync(new ReservationRecord(
                station.Identity, asked.ReservationId, asked.ConnectorId, asked.IdTag, asked.ParentIdTag, asked.ExpiryDate)),
        nameof(Ocpp16Catalog.CancelReservation) when Read(Ocpp16Catalog.CancelReservation, request, response) is var (asked, answer) &&
            answer.Status == CancelReservationStatus.Accepted => station.RemoveReservationAsync(asked.ReservationId),
        nameof(Ocpp16Catalog.SetChargingProfile) when Read(Ocpp16Catalog.SetChargingProfile, request, response) is var (asked, answer) &&
            answer.Status == ChargingProfileStatus.Accepted => KeepAsync(asked),
        nameof(Ocpp16Catalog.ClearChargingProfile) when Read(Ocpp16Catalog.ClearChargingProfile, request, response) is var (asked, answer) &&
            answer.Status == ClearChargingProfileStatus.Accepted => station.RemoveProfilesAsync(profile => IsMeant(asked, profile)),
        nameof(Ocpp16Catalog.SendLocalList) when Read(Ocpp16Catalog.SendLocalList, request, response) is var (asked, answer) &&
            answer.Status == UpdateStatus.Accepted => station.KeepAsync(Updated(asked)),
        nameof(Ocpp16Catalog.UpdateFirmware) when Read(Ocpp16Catalog.UpdateFirmware, request, response) is var (asked, _) =>
            station.KeepAsync(new MaintenanceRequest(
                station.Identity, MaintenanceKind.Firmware, WithoutPassword(asked.Location), Now, null, null)),
        nameof(Ocpp16Catalog.GetDiagnostics) when Read(Ocpp16Catalog.GetDiagnostics, request, response) is var (asked, answer) =>
            station.KeepAsync(
                new MaintenanceRequest(station.Identity, MaintenanceKind.Diagnostics, WithoutPassword(asked.Location), Now, null, null)
                {
                    FileName = answer.FileName,
                }),
        _ => Task.CompletedTask,
    };

    private static (TRequest Request, TResponse Response)? Read<TRequest, TResponse>(
        TypedAction<TRequest, TResponse> action, ReadOnlyMemory<byte> request, ReadOnlyMemory<byte> response)
        where TRequest : class
        where TResponse : class =>
        action.DecodeRequest(request, Strictness.Lenient).TryGet(out var asked, out _) && action.DecodeResponse(response).TryGet(out var answer, out _)
            ? (asked, answer)
            : null;

    private Task KeepAsync(GetConfigurationResponse shown) => station.KeepAsync(
    [
        .. (shown.ConfigurationKey ?? []).Select(key => new ConfigurationRecord(
            station.Identity, key.Key, IsSecret(key.Key) ? null : WithoutPassword(key.Value), key.Readonly, Now)),
    ]);

    private Task KeepAsync(ChangeConfigurationRequest asked, ChangeConfigurationResponse answer) =>
        answer.Status is ConfigurationStatus.Accepted or ConfigurationStatus.RebootRequired
            ? station.KeepAsync([new ConfigurationRecord(station.Identity, asked.Key, IsSecret(asked.Key) ? null : WithoutPassword(asked.Value), false, Now)])
            : Task.CompletedTask;

    private Task KeepAsync(SetChargingProfileRequest asked)
    {
        var profile = asked.CsChargingProfiles;
        using var request = JsonDocument.Parse(Ocpp16Catalog.SetChargingProfile.EncodeRequest(asked));
        var json = request.RootElement.GetProperty("csChargingProfiles").GetRawText();
        return station.KeepAsync(new ProfileRecord(
            station.Identity, asked.ConnectorId, profile.ChargingProfileId, Words.Of(profile.ChargingProfilePurpose), profile.StackLevel, json));
    }

    private static bool IsMeant(ClearChargingProfileRequest asked, ProfileRecord profile) => asked.Id is { } id
        ? profile.ProfileId == id
        : (asked.ConnectorId is null || asked.ConnectorId == profile.ConnectorId) &&
            (asked.ChargingProfilePurpose is not { } purpose || Words.Of(purpose) == profile.Purpose) &&
            (asked.StackLevel is null || asked.StackLevel == profile.StackLevel);

    private LocalListRecord Updated(SendLocalListRequest asked)
    {
        var tokens = new SortedDictionary<string, TokenRecord>(StringComparer.OrdinalIgnoreCase);
        foreach (var known in asked.UpdateType == UpdateType.Full ? [] : station.LocalList?.Tokens ?? [])
        {
            tokens[known.IdToken] = known;
        }

        foreach (var entry in asked.LocalAuthorizationList ?? [])
        {
            if (entry.IdTagInfo is { } info)
            {
                tokens[entry.IdTag] = new TokenRecord(entry.IdTag, Tokens.StatusOf(info.Status), info.ParentIdTag, info.ExpiryDate);
            }
            else
            {
                tokens.Remove(entry.IdTag);
            }
        }

        return new LocalListRecord(station.Identity, asked.ListVersion, [.. tokens.Values]);
    }

    /// <summary>The security extension's key is a password (OCPP 1.6 security whitepaper, 2.5).</summary>
    private static bool IsSecret(string key) => key.Trim().Equals("AuthorizationKey", StringComparison.OrdinalIgnoreCase) ||
        key.Contains("password", StringComparison.OrdinalIgnoreCase);

    [return: NotNullIfNotNull(nameof(location))]
    private static string? WithoutPassword(string? location) =>
        Uri.TryCreate(location, UriKind.Absolute, out var url) && url.UserInfo.Length > 0
            ? new UriBuilder(url) { UserName = "", Password = "" }.Uri.ToString()
            : location;
}
