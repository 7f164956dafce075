using ChargerFirmware.Central.Records;
using ChargerFirmware.Central.Store;

namespace ChargerFirmware.Central;

/// <summary>
/// Who may charge: every id token, unless it is set otherwise. Tokens are compared without regard to case (OCPP 1.6, 7.28). Used on the loop.
/// </summary>
public sealed class IdTokens
{
    // No token is empty: in the store it stands for all that are not there.
    private const string TokenOfOthers = "";

    private readonly SortedDictionary<string, TokenRecord> _tokens = new(StringComparer.OrdinalIgnoreCase);
    private readonly TimeProvider _time;
    private readonly ICentralStore _store;

    internal IdTokens(TimeProvider time, ICentralStore store)
    {
        _time = time;
        _store = store;
    }

    /// <summary>The status of tokens for which nothing is set.</summary>
    public TokenStatus Others { get; private set; } = TokenStatus.Accepted;

    /// <summary>What a station hears instead, where records are to be wrong: by its identity, and whether a session starts.</summary>
    internal Func<string, TokenRecord, bool, TokenRecord> Amend { get; set; } = (_, token, _) => token;

    /// <summary>The tokens for which something is set, in order of their text.</summary>
    public IReadOnlyCollection<TokenRecord> All => _tokens.Values;

    public TokenRecord? Find(string idToken) => _tokens.GetValueOrDefault(idToken);

    /// <exception cref="StoreException">It cannot be kept.</exception>
    public async Task SetAsync(TokenRecord token)
    {
        ArgumentNullException.ThrowIfNull(token);
        ArgumentException.ThrowIfNullOrEmpty(token.IdToken);
        await _store.WriteAsync(new StoreChange.Token(token));
        _tokens[token.IdToken] = token;
    }

    /// <inheritdoc cref="SetAsync(TokenRecord)"/>
    public Task SetAsync(string idToken, TokenStatus status, string? group = null, DateTimeOffset? expiryDate = null) =>
        SetAsync(new TokenRecord(idToken, status, group, expiryDate));

    /// <summary>What stations hear of tokens for which nothing is set.</summary>
    /// <exception cref="StoreException">It cannot be kept.</exception>
    public async Task SetOthersAsync(TokenStatus status)
    {
        await _store.WriteAsync(new StoreChange.Token(new TokenRecord(TokenOfOthers, status, null, null)));
        Others = status;
    }

    /// <summary>Forgets a token; it is one of the <see cref="Others"/> again.</summary>
    /// <returns>False where nothing was set for it.</returns>
    /// <exception cref="StoreException">That cannot be kept.</exception>
    public async Task<bool> RemoveAsync(string idToken)
    {
        if (!_tokens.ContainsKey(idToken))
        {
            return false;
        }

        await _store.WriteAsync(new StoreChange.TokenRemoved(idToken));
        return _tokens.Remove(idToken);
    }

    /// <summary>What a station hears of a token before a session, and at its end.</summary>
    public TokenRecord ForAuthorize(string station, string idToken)
    {
        var token = Amend(station, Look(idToken), false);
        return token.Status == TokenStatus.ConcurrentTx ? token with { Status = TokenStatus.Accepted } : token;
    }

    /// <summary>What a station hears of a token when a session starts.</summary>
    public TokenRecord ForStart(string station, string idToken) => Amend(station, Look(idToken), true);

    internal void Restore(IEnumerable<TokenRecord> tokens)
    {
        foreach (var token in tokens)
        {
            if (token.IdToken == TokenOfOthers)
            {
                Others = token.Status;
            }
            else
            {
                _tokens[token.IdToken] = token;
            }
        }
    }

    private TokenRecord Look(string idToken)
    {
        if (!_tokens.TryGetValue(idToken, out var token))
        {
            return new TokenRecord(idToken, Others, null, null);
        }

        var hasExpired = token.Status == TokenStatus.Accepted && token.ExpiryDate <= _time.GetUtcNow();
        return hasExpired ? token with { Status = TokenStatus.Expired } : token;
    }
}
