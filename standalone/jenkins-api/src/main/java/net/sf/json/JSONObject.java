package net.sf.json;

public final class JSONObject implements JSON {
    private static final long serialVersionUID = 1L;

    public JSONObject() {}

    public boolean has(String key) {
        throw new UnsupportedOperationException();
    }

    public boolean isEmpty() {
        throw new UnsupportedOperationException();
    }

    public Object get(String key) {
        throw new UnsupportedOperationException();
    }

    public Object opt(String key) {
        throw new UnsupportedOperationException();
    }

    public String getString(String key) {
        throw new UnsupportedOperationException();
    }

    public String optString(String key) {
        throw new UnsupportedOperationException();
    }

    public String optString(String key, String defaultValue) {
        throw new UnsupportedOperationException();
    }

    public boolean optBoolean(String key, boolean defaultValue) {
        throw new UnsupportedOperationException();
    }

    public int optInt(String key, int defaultValue) {
        throw new UnsupportedOperationException();
    }

    public long optLong(String key, long defaultValue) {
        throw new UnsupportedOperationException();
    }

    public JSONObject getJSONObject(String key) {
        throw new UnsupportedOperationException();
    }

    public JSONObject optJSONObject(String key) {
        throw new UnsupportedOperationException();
    }

    public JSONObject element(String key, Object value) {
        throw new UnsupportedOperationException();
    }

    public Object put(Object key, Object value) {
        throw new UnsupportedOperationException();
    }

    public JSONObject accumulate(String key, Object value) {
        throw new UnsupportedOperationException();
    }

    public static JSONObject fromObject(Object object) {
        throw new UnsupportedOperationException();
    }
}
